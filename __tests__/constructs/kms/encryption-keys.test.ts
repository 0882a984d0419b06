import { describe, expect, test } from "vitest";
import { TerraformOutput } from "cdktf";
import { EncryptionKeys } from "../../../constructs/kms/encryption-keys";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { addresses, all, expectEqualAddresses, list, reference, secondRegion, type Change } from "../fixtures";

const ownKeys: Change = (spec) => {
  spec.encryption = "customer-managed";
};
const replica: Change = (spec) => {
  spec.cloudSql!.replicas = { reads: { region: "europe-west1", tier: "db-custom-1-3840", generation: 1 } };
};
const made = (of: Environment): [Synthesized, EncryptionKeys] => {
  let keys: EncryptionKeys | undefined;
  const synthesized = synthesize((scope) => {
    keys = new EncryptionKeys(scope, "Keys", { environment: of });
  });
  return [synthesized, keys!];
};
const types = (synthesized: Synthesized, type: string): string[] =>
  Object.keys(synthesized.all(type)).map((id) => id.replace(/^Keys_Ring-/, "").replace(/_[0-9A-F]{8}$/, ""));

describe("EncryptionKeys", () => {
  const [prod] = made(environment("prod"));

  test("makes one ring in each location, of the environment's name prefix", () => {
    expect(list(prod, "google_kms_key_ring")).toEqual([
      { name: "parley", location: "us-central1", lifecycle: { prevent_destroy: true } },
      { name: "parley", location: "global", lifecycle: { prevent_destroy: true } },
    ]);
  });

  test("makes a key for each kind of data where the data lies", () => {
    expect(types(prod, "google_kms_crypto_key").sort()).toEqual([
      "global_Key-secrets",
      "us-central1_Key-cluster",
      "us-central1_Key-database",
      "us-central1_Key-images",
      "us-central1_Key-media",
      "us-central1_Key-queue",
      "us-central1_Key-records",
    ]);
  });

  test("lets exactly the agents of the stores use them", () => {
    expect(types(prod, "google_kms_crypto_key_iam_member").sort()).toEqual([
      "global_Key-secrets-secretManager",
      "us-central1_Key-cluster-computeEngine",
      "us-central1_Key-cluster-kubernetesEngine",
      "us-central1_Key-database-cloudSql",
      "us-central1_Key-database-firestore",
      "us-central1_Key-images-artifactRegistry",
      "us-central1_Key-media-cloudStorage",
      "us-central1_Key-queue-pubsub",
      "us-central1_Key-records-cloudStorage",
    ]);
  });

  test("lets Cloud SQL's agent alone use the key of a replica's region", () => {
    const [synthesized] = made(environment("dev", all(ownKeys, secondRegion, replica)));
    const there = (type: string): string[] => types(synthesized, type).filter((id) => id.startsWith("europe-west1"));
    expect(there("google_kms_crypto_key")).toEqual(["europe-west1_Key-database"]);
    expect(there("google_kms_crypto_key_iam_member")).toEqual(["europe-west1_Key-database-cloudSql"]);
  });

  test("makes nothing and names no key where Google's default encryption is used", () => {
    const [synthesized, keys] = made(environment("dev"));
    expect(addresses(synthesized)).toEqual([]);
    expect(keys.keyFor("images", "artifactRegistry")).toBeUndefined();
  });

  test.each([
    ["images", "artifactRegistry", "us-central1"],
    ["secrets", "secretManager", "global"],
  ] as const)("tells a store the key of %s by the right to use it", (data, agent, location) => {
    const synthesized = synthesize((scope) => {
      const keys = new EncryptionKeys(scope, "Keys", { environment: environment("prod") });
      new TerraformOutput(scope, "key", { value: keys.keyFor(data, agent) });
    });
    expect(synthesized.json.output.key.value).toBe(
      reference(
        synthesized,
        "google_kms_crypto_key_iam_member",
        `Keys_Ring-${location}_Key-${data}-${agent}`,
        "crypto_key_id",
      ),
    );
  });

  test.each([
    ["state", "cloudStorage"],
    ["images", "cloudStorage"],
  ] as const)("refuses to tell the key of %s for '%s', who may not use it", (data, agent) => {
    const [, keys] = made(environment("prod"));
    expect(() => keys.keyFor(data, agent)).toThrow(
      new Error(`test/Keys/Ring-us-central1: '${agent}' may not use the key of ${data}`),
    );
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new EncryptionKeys(scope, "Keys", { environment: of }), ownKeys);
  });
});
