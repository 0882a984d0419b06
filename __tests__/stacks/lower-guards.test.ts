import { describe, expect, test } from "vitest";
import type { EnvironmentSpec } from "../../contract/environment";
import { registry } from "../../policies/registry";
import { isNone } from "../../policies/resource-type";
import { valueAt } from "../../policies/policy";
import { environment } from "../support/environments";
import { pick } from "../support/mutations";
import { layersOf, violations } from "../support/policies";
import type { Attributes } from "../support/synth";

type Listed = NonNullable<EnvironmentSpec["retiring"]>;

/** A protected environment with everything that `retiring` can list. */
const rich = (retiring: Listed): ReturnType<typeof environment> =>
  environment("prod", (spec) => {
    spec.regions["us-east1"] = { subnetRange: "10.60.0.0/20" };
    spec.cloudSql!.replicas = { east: { region: "us-east1", tier: spec.cloudSql!.tier, generation: 1 } };
    spec.retiring = retiring;
  });

/** Paths of everything that differs between two values. */
function differences(one: unknown, other: unknown, path: string): string[] {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return one === other ? [] : [`${path}: ${String(one)} -> ${String(other)}`];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) => differences((one as Attributes)[key], (other as Attributes)[key], `${path} ${key}`));
}

const before = layersOf(rich({}));
const changed = (retiring: Listed): string[] => {
  const after = layersOf(rich(retiring));
  return (Object.keys(after) as (keyof typeof after)[]).flatMap((layer) =>
    differences(before[layer].resource, after[layer].resource, layer),
  );
};

describe("what is retiring", () => {
  test.each<[string, Listed, RegExp[]]>([
    [
      "a service in every region",
      { services: ["conversation"] },
      [
        /^runtime google_cloud_run_v2_service Conversation_us-central1_\w+ deletion_protection: true -> false$/,
        /^runtime google_cloud_run_v2_service Conversation_us-east1_\w+ deletion_protection: true -> false$/,
      ],
    ],
    [
      "a secret",
      { secrets: ["freesound-api-key"] },
      [
        /^data google_secret_manager_secret Secret-freesound-api-key deletion_protection: true -> false$/,
        /^data google_secret_manager_secret Secret-freesound-api-key lifecycle prevent_destroy: true -> false$/,
      ],
    ],
    [
      "a bucket with its objects",
      { buckets: { documents: "delete" } },
      [
        /^data google_storage_bucket Documents force_destroy: false -> true$/,
        /^data google_storage_bucket Documents lifecycle prevent_destroy: true -> false$/,
      ],
    ],
    [
      "a bucket whose objects somebody has moved",
      { buckets: { documents: "moved" } },
      [/^data google_storage_bucket Documents lifecycle prevent_destroy: true -> false$/],
    ],
    [
      "a queue",
      { queues: ["jobs"] },
      [
        /^data google_pubsub_subscription Queue-jobs_DeadLetterSubscription_\w+ lifecycle prevent_destroy: true -> false$/,
        /^data google_pubsub_topic Queue-jobs_DeadLetters_\w+ lifecycle prevent_destroy: true -> false$/,
        /^data google_pubsub_topic Queue-jobs_Topic_\w+ lifecycle prevent_destroy: true -> false$/,
        /^runtime google_pubsub_subscription Push-jobs lifecycle prevent_destroy: true -> false$/,
      ],
    ],
    [
      "a logical database",
      { databases: ["clone"] },
      [/^data google_sql_database Database_Logical-clone_\w+ lifecycle prevent_destroy: true -> false$/],
    ],
    [
      "a replica",
      { replicas: ["east"] },
      [
        /Database_Replica-east_\w+ deletion_protection: true -> false$/,
        /Database_Replica-east_\w+ lifecycle prevent_destroy: true -> false$/,
        /Database_Replica-east_\w+ settings deletion_protection_enabled: true -> false$/,
      ],
    ],
    [
      "Firestore",
      { firestore: true },
      [
        /Firestore delete_protection_state: DELETE_PROTECTION_ENABLED -> DELETE_PROTECTION_DISABLED$/,
        /Firestore deletion_policy: ABANDON -> DELETE$/,
        /Firestore lifecycle prevent_destroy: true -> false$/,
      ],
    ],
    [
      "the cluster",
      { cluster: true },
      [/Cluster deletion_protection: true -> false$/, /Cluster lifecycle prevent_destroy: true -> false$/],
    ],
  ])("loses its guards and nothing else: %s", (_, retiring, expected) => {
    const lines = changed(retiring).sort();
    expect(lines).toEqual(expected.map((line) => expect.stringMatching(line)));
  });

  test("is each service's part in a region", () => {
    const lines = changed({ regions: ["us-east1"] });
    expect(lines.length).toBe(6);
    for (const line of lines) expect(line).toMatch(/_us-east1_\w+ deletion_protection: true -> false$/);
  });

  test("is Cloud SQL with its databases, replicas and private services access", () => {
    const lines = changed({ cloudSql: true }).join("\n");
    for (const part of ["Database ", "Logical-clone", "Replica-east", "foundation google_compute_global_address"])
      expect(lines).toContain(part);
    expect(lines).not.toContain("Secret-");
  });

  test("passes every policy, and lets nothing else go", () => {
    const one = rich({ secrets: ["freesound-api-key"], buckets: { documents: "moved" } });
    expect(violations(one, () => {})).toEqual([]);
    const others = violations(one, ({ data }) => {
      pick(data, "google_secret_manager_secret", "Secret-gemini").deletion_protection = false;
      pick(data, "google_storage_bucket", "Documents").force_destroy = true;
    });
    expect(others).toEqual([
      expect.stringMatching(/Secret-gemini-api-key: protected-deletion: can be deleted/),
      expect.stringMatching(/Documents: protected-bucket: force_destroy deletes its objects/),
    ]);
  });

  test("is the whole environment: no guard of any layer is left but the audit trail's", () => {
    const one = rich({ environment: true });
    expect(violations(one, () => {})).toEqual([]);
    const { bootstrap: _, ...layers } = layersOf(one);
    const kept = Object.entries(layers).flatMap(([layer, stack]) =>
      Object.entries(stack.resource as Record<string, Record<string, Attributes>>).flatMap(([type, named]) => {
        const row = registry[type]!;
        const guards = row.holds === "nothing" || isNone(row.guards) ? [] : row.guards;
        return Object.entries(named).flatMap(([name, attributes]) => [
          ...(attributes.lifecycle?.prevent_destroy === true ? [`${layer} ${name} prevent_destroy`] : []),
          ...guards
            .filter(({ argument, keeps }) => keeps(valueAt(attributes, argument)))
            .map(({ argument }) => `${layer} ${name} ${argument}`),
        ]);
      }),
    );
    expect(kept).toEqual([
      expect.stringMatching(/^foundation AuditTrail_Bucket_\w+ force_destroy$/),
      expect.stringMatching(/^foundation AuditTrail_Bucket_\w+ retention_policy$/),
    ]);
  });
});
