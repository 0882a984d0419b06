import { describe, expect, test } from "vitest";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { retiringLine } from "../../contract/retiring";
import { compareAddresses, dataAddresses } from "../../tools/update/data-addresses";
import { stackJson } from "../support/stacks";
import { synthesize } from "../support/synth";

describe("a renamed bucket", () => {
  const renamed = (move: boolean): ReturnType<typeof synthesize> =>
    synthesize((scope) => {
      const bucket = new StorageBucket(scope, "UserUploads", { name: "uploads", location: "US" });
      if (move) bucket.moveFromId("google_storage_bucket.Uploads");
    });
  const both = ["google_storage_bucket.Uploads", "google_storage_bucket.UserUploads"];

  test("is lost, with the line that moves it and the command that lets it go, and stays pinned", () => {
    expect(compareAddresses("prod-data", ["google_storage_bucket.Uploads"], renamed(false).json)).toEqual({
      kept: both,
      lost: [
        {
          id: "prod-data:google_storage_bucket.Uploads",
          message:
            'prod-data: google_storage_bucket.Uploads is guarded and has no place any more, so the next deploy would destroy it, or fail. If it was renamed to google_storage_bucket.UserUploads, say so where it is made: resource.moveFromId("google_storage_bucket.Uploads"); if it is meant to go, restore its entry, write retiring: { buckets: { "uploads": "delete" } (or "moved") } into environments/prod.ts, deploy, and then remove both (docs/how-to/remove.md); if it is gone already: npm run update -- --forget prod-data:google_storage_bucket.Uploads',
        },
      ],
    });
  });

  test("passes with that line, under its new address", () => {
    const { json } = renamed(true);
    expect(json.moved).toEqual([{ from: "google_storage_bucket.Uploads", to: "google_storage_bucket.UserUploads" }]);
    expect(compareAddresses("prod-data", ["google_storage_bucket.Uploads"], json)).toEqual({
      kept: ["google_storage_bucket.UserUploads"],
      lost: [],
    });
  });

  test("is not pinned while it is retiring, so that its entry can go next", () => {
    expect(compareAddresses("prod-data", both, renamed(false).json, () => true)).toEqual({
      kept: [both[0]],
      lost: [expect.objectContaining({ id: "prod-data:google_storage_bucket.Uploads" })],
    });
    expect(compareAddresses("prod-data", [], renamed(false).json, () => true)).toEqual({ kept: [], lost: [] });
  });

  test("is new where none was before", () => {
    expect(dataAddresses(renamed(false).json)).toEqual(["google_storage_bucket.UserUploads"]);
    expect(compareAddresses("prod-data", [], renamed(false).json)).toEqual({
      kept: ["google_storage_bucket.UserUploads"],
      lost: [],
    });
  });
});

describe("a guarded resource without an entry", () => {
  test.each([
    ["google_secret_manager_secret.Secret-gemini-api-key", 'retiring: { secrets: ["gemini-api-key"] }'],
    ["google_pubsub_topic.Queue-jobs_Topic_C2C69051", 'retiring: { queues: ["jobs"] }'],
    ["google_pubsub_subscription.Push-jobs", 'retiring: { queues: ["jobs"] }'],
    ["google_sql_database.Database_Logical-clone_EF352C9F", 'retiring: { databases: ["clone"] }'],
    ["google_sql_database_instance.Database_Replica-east_EF352C9F", 'retiring: { replicas: ["east"] }'],
    ["google_sql_database_instance.Database", "retiring: { cloudSql: true }"],
    ["google_compute_global_address.PrivateServices", "retiring: { cloudSql: true }"],
    ["google_firestore_database.Firestore", "retiring: { firestore: true }"],
    ["google_container_cluster.Cluster", "retiring: { cluster: true }"],
    ["google_storage_bucket.AudioCache", 'retiring: { buckets: { "audio-cache": "delete" } (or "moved") }'],
    [
      "google_cloud_run_v2_service.Audio_us-central1_182CE9DB",
      'retiring: { services: ["audio"] (or regions: ["us-central1"]) }',
    ],
  ])("says how to let go of %s", (address, line) => {
    const [lost] = compareAddresses("prod-data", [address], {}).lost;
    expect(lost!.message).toContain(`write ${line} into environments/prod.ts`);
  });

  test.each(["staging", "prod"])("is everything in the data layer of %s but the reminder of rotation", (name) => {
    const data = stackJson(`${name}-data`).json;
    const guarded = dataAddresses(data).filter((address) => !address.includes(".Rotation_"));
    expect(guarded.length).toBeGreaterThan(10);
    for (const address of guarded) expect([address, retiringLine(address)]).toEqual([address, expect.any(String)]);
  });

  test("has no such line for the address that users know, for keys and in bootstrap", () => {
    for (const [id, address] of [
      ["prod-runtime", "google_compute_global_address.LoadBalancer_Frontend_Address_6BA725F7"],
      ["prod-foundation", "google_kms_key_ring.Keys_Ring-global_1F6698D0"],
      ["bootstrap-prod", "google_storage_bucket.State"],
    ] as const)
      expect(compareAddresses(id, [address], {}).lost[0]!.message).toContain(
        "read docs/how-to/remove.md, and then: npm",
      );
  });
});
