import { describe, expect, test } from "vitest";
import { pinnedTypes, registry, rowOf } from "../../policies/registry";
import { isNone } from "../../policies/resource-type";
import { enforceRegistered } from "../../policies/unregistered";
import { referenceEnvironments } from "../reference/all";
import { variants } from "../reference/variants";
import { environment } from "../support/environments";
import { layersOf, violations } from "../support/policies";

const every = [...referenceEnvironments(), ...variants()];
const used = new Set(
  every.flatMap((one) =>
    Object.values(layersOf(one)).flatMap((stack) => Object.keys((stack.resource ?? {}) as Record<string, unknown>)),
  ),
);

describe("the registry of resource types", () => {
  test("has a row for every type that an environment or one of its variants makes, and no other", () => {
    expect(Object.keys(registry).sort()).toEqual([...used].sort());
  });

  test("lets a row refer to types only that have a row themselves", () => {
    for (const [type, { refersTo, links = [] }] of Object.entries(registry))
      for (const other of [...refersTo, ...links.map(({ to }) => to)])
        expect([type, other, Object.hasOwn(registry, other)]).toEqual([type, other, true]);
  });

  test("gives a reason wherever a row of data or traffic has nothing", () => {
    const reasons = Object.values(registry).flatMap((row) => Object.values(row).filter(isNone));
    expect(reasons.length).toBeGreaterThan(0);
    for (const { none } of reasons) expect(none.split(" ").length).toBeGreaterThan(3);
  });

  test("pins the address of everything that a protected environment never destroys", () => {
    expect(pinnedTypes).toEqual(
      expect.arrayContaining(["google_sql_database_instance", "google_kms_crypto_key", "google_storage_bucket"]),
    );
    expect(pinnedTypes).not.toContain("google_compute_url_map");
  });
});

describe("a type without a row", () => {
  const made = (type: string): { stack: string; type: string; path: string } => ({
    stack: "prod-data",
    type,
    path: "prod-data/Redis/Default",
  });

  test("is refused once, with the file and the row to write", () => {
    expect(() => {
      enforceRegistered([made("google_storage_bucket"), made("google_made_up"), made("google_made_up")]);
    }).toThrow(/^1 policy violation\nprod-data: prod-data\/Redis\/Default: registered: google_made_up has no row/);
    expect(() => {
      enforceRegistered([made("google_made_up")]);
    }).toThrow("add to constructs/<product>/registry.ts");
    expect(() => rowOf("google_made_up")).toThrow("google_made_up has no row");
  });

  test("passes once it has one", () => {
    expect(() => {
      enforceRegistered([made("google_storage_bucket")]);
    }).not.toThrow();
  });
});

describe("a reference that a row does not name", () => {
  test("is refused, since nobody would know what must not be deleted meanwhile", () => {
    expect(
      violations(environment("prod"), ({ runtime }) => {
        const [map] = Object.values<any>(runtime.resource.google_compute_url_map);
        map.description = "${google_container_cluster.Cluster.name}";
      }).filter((line) => line.includes("refers-as-registered")),
    ).toEqual([
      expect.stringMatching(
        /google_compute_url_map\.\S+: refers-as-registered: refers to google_container_cluster, which its row does not say; add it to refersTo of google_compute_url_map/,
      ),
    ]);
  });
});

describe("a store of a protected environment", () => {
  /** Violations of an environment whose description lacks a product that its stacks still have. */
  const without = (change: (one: any) => void): readonly string[] => {
    const described = environment("prod");
    const stacks = layersOf(described);
    const changed = structuredClone(described);
    change(changed);
    return violations(changed, (layers) => Object.assign(layers, stacks)).filter((line) =>
      line.includes("kept-as-registered"),
    );
  };

  test("is refused without recovery, alert and price", () => {
    const lines = without((one) => delete one.firestore);
    for (const [missing, file] of [
      ["no objective of recovery", "recovery"],
      ["no alert that watches it", "alerts"],
      ["no line in the estimate", "cost"],
    ])
      expect(
        lines.filter(
          (line) =>
            line.includes("google_firestore_database") &&
            line.endsWith(
              `has ${missing}; declare it in constructs/<product>/${file}.ts and name it in its product.ts`,
            ),
        ),
      ).toHaveLength(1);
  });
});
