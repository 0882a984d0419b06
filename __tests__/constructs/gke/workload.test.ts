import { describe, expect, test } from "vitest";
import { Workload } from "../../../constructs/gke/workload";
import { workloadEntry } from "../../../constructs/gke/schema";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { addresses, expectEqualAddresses, idOf, list, named } from "../fixtures";
import { bareCluster } from "./fixtures";

const type = "google_storage_bucket_iam_member";
const synthesized = (entry: { reads?: string[]; writes?: string[] }): Synthesized =>
  synthesize((scope) => {
    new Workload(scope, "Workload-speech", {
      environment: environment("prod"),
      workload: "speech",
      entry: workloadEntry.parse({ namespace: "synthesis", ...entry }),
      cluster: bareCluster(scope),
    });
  });

describe("Workload", () => {
  const synth = synthesized({ reads: ["voice-models", "documents"], writes: ["uploads"] });
  const grant = {
    member:
      "principal://iam.googleapis.com/projects/100000000003/locations/global/workloadIdentityPools/parley-audio-prod.svc.id.goog/subject/ns/synthesis/sa/speech",
    depends_on: [`google_container_cluster.${idOf(synth, "google_container_cluster")}`],
  };

  test("reads and writes the buckets that it declares as its own Kubernetes service account, once the cluster is there", () => {
    expect(named(synth, type, "Workload-speech_Reads-voice-models")).toEqual({
      ...grant,
      bucket: "parley-audio-prod-voice-models",
      role: "roles/storage.objectViewer",
    });
    expect(named(synth, type, "Workload-speech_Reads-documents")).toEqual({
      ...grant,
      bucket: "parley-audio-prod-documents",
      role: "roles/storage.objectViewer",
    });
    expect(named(synth, type, "Workload-speech_Writes-uploads")).toEqual({
      ...grant,
      bucket: "parley-audio-prod-uploads",
      role: "roles/storage.objectUser",
    });
    expect(list(synth, type)).toHaveLength(3);
  });

  test("has no Google account that could be borrowed", () => {
    expect(synth.all("google_service_account")).toEqual({});
    expect(synth.all("google_service_account_iam_member")).toEqual({});
  });

  test("gets nothing that it does not declare", () => {
    expect(addresses(synthesized({}))).toEqual([
      `google_container_cluster.${idOf(synthesized({}), "google_container_cluster")}`,
    ]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      const entry = workloadEntry.parse({ namespace: "synthesis", reads: ["voice-models"] });
      new Workload(scope, "Workload-speech", {
        environment: of,
        workload: "speech",
        entry,
        cluster: bareCluster(scope),
      });
    });
  });
});
