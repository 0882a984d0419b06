import { describe, expect, test } from "vitest";
import { TerraformOutput } from "cdktf";
import { KeyRing } from "../../../constructs/kms/key-ring";
import { bootstrapKeyRingName, keyPath, keyRingName, type DataType } from "../../../constructs/kms/names";
import type { Environment } from "../../../contract/environment";
import type { ServiceAgentName } from "../../../contract/service-agents";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, list, only, reference } from "../fixtures";

const prod = environment("prod");
const dev = environment("dev");
const made = (of: Environment, data: DataType[] = ["records"], location = "us-central1"): [Synthesized, KeyRing] => {
  let ring: KeyRing | undefined;
  const synthesized = synthesize((scope) => {
    ring = new KeyRing(scope, "Ring", { environment: of, name: keyRingName(of), location, data });
  });
  return [synthesized, ring!];
};
const key = (of: Environment): Attributes => only(made(of)[0], "google_kms_crypto_key");

describe("KeyRing", () => {
  test("that is protected rotates its keys every 90 days and leaves 120 to stop a destruction", () => {
    const [synthesized] = made(prod);
    expect(only(synthesized, "google_kms_key_ring")).toEqual({
      name: "parley",
      location: "us-central1",
      lifecycle: { prevent_destroy: true },
    });
    expect(only(synthesized, "google_kms_crypto_key")).toEqual({
      name: "records",
      key_ring: `projects/parley-audio-prod/locations/us-central1/keyRings/${reference(synthesized, "google_kms_key_ring")}`,
      purpose: "ENCRYPT_DECRYPT",
      rotation_period: "7776000s",
      version_template: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protection_level: "SOFTWARE" },
      destroy_scheduled_duration: "10368000s",
      lifecycle: { prevent_destroy: true, ignore_changes: ["destroy_scheduled_duration"] },
    });
  });

  test("that is disposable can be destroyed, and its versions are gone after a day", () => {
    expect(only(made(dev)[0], "google_kms_key_ring").lifecycle).toEqual({ prevent_destroy: false });
    expect(key(dev)).toMatchObject({
      rotation_period: "7776000s",
      destroy_scheduled_duration: "86400s",
      // An environment that becomes protected keeps its keys.
      lifecycle: { prevent_destroy: false, ignore_changes: ["destroy_scheduled_duration"] },
    });
  });

  test("lets the agent of a key's store, and nobody else, encrypt with it", () => {
    const [synthesized] = made(prod);
    const ring = reference(synthesized, "google_kms_key_ring");
    expect(only(synthesized, "google_kms_crypto_key_iam_member")).toEqual({
      crypto_key_id: `projects/parley-audio-prod/locations/us-central1/keyRings/${ring}/cryptoKeys/${reference(synthesized, "google_kms_crypto_key")}`,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: "serviceAccount:service-100000000003@gs-project-accounts.iam.gserviceaccount.com",
    });
  });

  test("gives each kind of data a key of its own, and each agent a right on its own keys only", () => {
    const [synthesized] = made(prod, ["media", "queue", "cluster"]);
    expect(list(synthesized, "google_kms_crypto_key").map(({ name }) => name)).toEqual(["media", "queue", "cluster"]);
    const granted = list(synthesized, "google_kms_crypto_key_iam_member").map(({ crypto_key_id, member }) => [
      /google_kms_crypto_key\.Ring_Key-([a-z]+)_/.exec(crypto_key_id as string)?.[1],
      (member as string).split("@")[1],
    ]);
    expect(granted).toEqual([
      ["media", "gs-project-accounts.iam.gserviceaccount.com"],
      ["queue", "gcp-sa-pubsub.iam.gserviceaccount.com"],
      ["cluster", "container-engine-robot.iam.gserviceaccount.com"],
      ["cluster", "compute-system.iam.gserviceaccount.com"],
    ]);
  });

  test.each(["records", "state"] as const)("has the key of %s at the path by which others name it", (data) => {
    const name = data === "state" ? bootstrapKeyRingName(prod) : keyRingName(prod);
    const synthesized = synthesize((scope) => {
      new KeyRing(scope, "Ring", { environment: prod, name, location: "us-central1", data: [data] });
    });
    const path = (only(synthesized, "google_kms_crypto_key_iam_member").crypto_key_id as string)
      .replace(reference(synthesized, "google_kms_key_ring"), only(synthesized, "google_kms_key_ring").name as string)
      .replace(
        reference(synthesized, "google_kms_crypto_key"),
        only(synthesized, "google_kms_crypto_key").name as string,
      );
    expect(path).toBe(keyPath(prod, data));
  });

  test("tells a store of the same stack the key by the right to use it, so that the store waits for that", () => {
    const synthesized = synthesize((scope) => {
      const ring = new KeyRing(scope, "Ring", {
        environment: prod,
        name: keyRingName(prod),
        location: "us-central1",
        data: ["cluster"],
      });
      new TerraformOutput(scope, "key", { value: ring.keyFor("cluster", "computeEngine") });
    });
    expect(synthesized.json.output.key.value).toBe(
      reference(synthesized, "google_kms_crypto_key_iam_member", "Ring_Key-cluster-computeEngine", "crypto_key_id"),
    );
  });

  test.each([
    ["media", "cloudStorage"],
    ["records", "pubsub"],
  ] as [DataType, ServiceAgentName][])("refuses to tell the key of %s for '%s', who may not use it", (data, agent) => {
    const [, ring] = made(prod);
    expect(() => ring.keyFor(data, agent)).toThrow(new Error(`test/Ring: '${agent}' may not use the key of ${data}`));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) =>
        new KeyRing(scope, "Ring", {
          environment: of,
          name: keyRingName(of),
          location: "us-central1",
          data: ["records", "database"],
        }),
    );
  });
});
