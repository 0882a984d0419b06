import { describe, expect, test } from "vitest";
import { stackId } from "../../contract/names";
import { registry } from "../../policies/registry";
import { environment } from "../support/environments";
import { placesOf, violations, type Layers } from "../support/policies";
import type { Attributes } from "../support/synth";

type Guard = readonly [
  kind: "protection" | "encryption" | "backup",
  path: string,
  broken: unknown,
  /** Stores of the type that have it. */
  of?: (attributes: Attributes) => boolean,
];

const destroyed: Guard = ["protection", "lifecycle.prevent_destroy", false];

/** Guards of every kind of store in a protected environment: the argument, and a value that does not guard. */
const guards: Readonly<Record<string, readonly Guard[]>> = {
  google_storage_bucket: [
    destroyed,
    ["protection", "force_destroy", true],
    ["encryption", "encryption", undefined],
    ["backup", "soft_delete_policy.retention_duration_seconds", 0],
    ["backup", "versioning.enabled", false, ({ name }) => !/-logs$/.test(name as string)],
  ],
  google_sql_database_instance: [
    destroyed,
    ["protection", "deletion_protection", false],
    ["protection", "settings.deletion_protection_enabled", false],
    ["encryption", "encryption_key_name", undefined],
    ["backup", "settings.backup_configuration.enabled", false],
    ["backup", "settings.retain_backups_on_delete", false],
    ["backup", "settings.backup_configuration.point_in_time_recovery_enabled", false],
    ["backup", "settings.backup_configuration.backup_retention_settings.retained_backups", 7],
  ],
  google_sql_database: [destroyed],
  google_firestore_database: [
    destroyed,
    ["protection", "delete_protection_state", "DELETE_PROTECTION_DISABLED"],
    ["encryption", "cmek_config", undefined],
    ["backup", "point_in_time_recovery_enablement", "POINT_IN_TIME_RECOVERY_DISABLED"],
  ],
  google_pubsub_topic: [destroyed, ["encryption", "kms_key_name", undefined]],
  google_pubsub_subscription: [
    destroyed,
    ["backup", "retain_acked_messages", false, ({ dead_letter_policy: queue }) => queue !== undefined],
  ],
  google_secret_manager_secret: [
    destroyed,
    ["protection", "deletion_protection", false],
    ["encryption", "replication.auto.customer_managed_encryption", undefined],
    ["backup", "version_destroy_ttl", undefined],
  ],
  google_artifact_registry_repository: [
    destroyed,
    ["protection", "docker_config.immutable_tags", false],
    ["encryption", "kms_key_name", undefined],
  ],
  google_container_cluster: [
    destroyed,
    ["protection", "deletion_protection", false],
    ["encryption", "database_encryption", undefined],
  ],
  google_kms_key_ring: [destroyed],
  google_kms_crypto_key: [destroyed, ["protection", "destroy_scheduled_duration", "86400s"]],
};

const cases = Object.entries(guards).flatMap(([type, list]) =>
  list.map(([kind, path, broken, has = () => true]) => ({ type, kind, path, broken, has })),
);

/** Whether a store can be regenerated and so needs no guard against Terraform. */
const isCache = (type: string, attributes: Attributes): boolean =>
  type === "google_storage_bucket" && /-cache$/.test(attributes.name as string);

/** A resource in copies of the layers. */
const at = (layers: Layers, type: string, { layer, name }: ReturnType<typeof placesOf>[number]): Attributes =>
  (layers[layer].resource[type] as Record<string, Attributes>)[name]!;

/** Sets an argument, also below a list's only block. */
function set(attributes: Attributes, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop()!;
  const block = names.reduce<Attributes>((at, name) => {
    const next = at[name] as Attributes | Attributes[];
    return Array.isArray(next) ? next[0]! : next;
  }, attributes);
  block[last] = value;
}

test("the guards above are those of every type that holds data", () => {
  const data = Object.entries(registry).flatMap(([type, { holds }]) => (holds === "data" ? [type] : []));
  expect(data.length).toBeGreaterThan(5);
  expect(data.filter((type) => !Object.hasOwn(guards, type))).toEqual([]);
});

describe.each(["staging", "prod"] as const)("%s, which is protected,", (name) => {
  const real = environment(name);

  test.each(cases)("is not synthesized without the $kind of a $type: $path", ({ type, path, broken, has }) => {
    const stores = placesOf(real, type).filter(({ attributes }) => !isCache(type, attributes) && has(attributes));
    // Staging has no cluster.
    expect(stores.length > 0 || (name === "staging" && type === "google_container_cluster")).toBe(true);
    const found = violations(real, (layers) => {
      for (const place of stores) set(at(layers, type, place), path, broken);
    }).join("\n");
    for (const place of stores) expect(found).toContain(`${stackId(real, place.layer)}: ${type}.${place.name}: `);
  });
});

describe("dev, which is disposable,", () => {
  const dev = environment("dev", (spec) => {
    spec.encryption = "customer-managed";
  });
  const kept: [type: string, path: string, value: unknown][] = [
    ...Object.keys(guards).map((type): [string, string, unknown] => [type, "lifecycle", { prevent_destroy: true }]),
    ["google_storage_bucket", "force_destroy", false],
    ["google_storage_bucket", "retention_policy", { retention_period: 86400 }],
    ["google_sql_database_instance", "deletion_protection", true],
    ["google_sql_database_instance", "deletion_protection", undefined],
    ["google_sql_database_instance", "settings.deletion_protection_enabled", true],
    ["google_firestore_database", "delete_protection_state", "DELETE_PROTECTION_ENABLED"],
    ["google_firestore_database", "deletion_policy", undefined],
    ["google_cloud_run_v2_service", "deletion_protection", undefined],
  ];

  test("is synthesized with nothing that keeps Terraform from destroying it", () => {
    expect(violations(environment("dev"), () => {})).toEqual([]);
    expect(violations(dev, () => {})).toEqual([]);
  });

  test.each(kept.filter(([type]) => type !== "google_container_cluster"))(
    "is not synthesized with a %s that stays: %s %s",
    (type, path, value) => {
      const places = placesOf(dev, type);
      expect(places.length).toBeGreaterThan(0);
      const found = violations(dev, (layers) => {
        for (const place of places) set(at(layers, type, place), path, value);
      });
      for (const place of places)
        expect(
          found.filter((line) => line.startsWith(`${stackId(dev, place.layer)}: ${type}.${place.name}: `)).join("\n"),
        ).toMatch(/disposable-destroys: '[\w.]+' keeps Terraform from destroying/);
    },
  );
});
