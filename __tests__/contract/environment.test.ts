import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { environmentSchema, servingRegions, weekdays } from "../../contract/environment";
import { signsUploadUrls } from "../../constructs/cloud-storage/schema";
import { environment, issuesOf, specs } from "../support/environments";

/** Issues of dev's fields with a change; the rules between fields are tested with the rules. */
const dev = (change: (spec: any) => void): string[] => issuesOf("dev", change);
const line = (message: string): string => `environments/dev.ts: ${message}`;

/** Whether the environment schema accepts a value of a field. */
function takes(field: string, value: unknown): boolean {
  const spec: any = structuredClone(specs.dev);
  const steps = field.split(".");
  const parent = steps.slice(0, -1).reduce((inner, step) => inner[step], spec);
  parent[steps.at(-1)!] = value;
  return environmentSchema.safeParse(spec).success;
}

describe("the serving regions", () => {
  test("start with the primary one, the others by name", () => {
    const range = { subnetRange: "10.0.0.0/20" };
    const regions = { "us-west1": range, "us-central1": range, "europe-west1": range };
    expect(servingRegions({ primaryRegion: "us-central1", regions })).toEqual([
      "us-central1",
      "europe-west1",
      "us-west1",
    ]);
  });

  test("do not count a primary one that is not among them", () => {
    const regions = { "us-west1": { subnetRange: "10.0.0.0/20" }, "us-east1": { subnetRange: "10.0.16.0/20" } };
    expect(servingRegions({ primaryRegion: "us-central1", regions })).toEqual(["us-east1", "us-west1"]);
  });
});

describe("signed upload URLs", () => {
  const { buckets } = environment("dev");

  test("are handed out by services that add to or write a bucket for browsers", () => {
    expect(signsUploadUrls({ buckets }, { appends: ["uploads"], writes: [] })).toBe(true);
    expect(signsUploadUrls({ buckets }, { appends: [], writes: ["documents"] })).toBe(true);
  });

  test("are not handed out for any other bucket", () => {
    expect(signsUploadUrls({ buckets }, { appends: ["conversation-history"], writes: ["audio-cache"] })).toBe(false);
    expect(signsUploadUrls({ buckets }, { appends: [], writes: [] })).toBe(false);
  });
});

describe("encryption", () => {
  test("is with the environment's keys or with Google's, as written", () => {
    expect(environment("dev").encryption).toBe("google-default");
    expect(environment("prod").encryption).toBe("customer-managed");
    expect(environment("dev", (spec) => (spec.encryption = "customer-managed")).encryption).toBe("customer-managed");
  });

  test("is nothing else, and is said by every environment", () => {
    const choices = 'expected one of "customer-managed"|"google-default"';
    expect(dev((spec) => (spec.encryption = "cmek"))).toEqual([line(`encryption: ${choices}, got 'cmek'`)]);
    expect(
      dev((spec) => {
        delete spec.encryption;
      }),
    ).toEqual([line(`encryption: is missing; ${choices}`)]);
  });
});

describe("the audit trail", () => {
  test("is kept for 1 to 3650 days", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 4000 }), (days) => {
        expect(takes("audit.retentionDays", days)).toBe(days >= 1 && days <= 3650);
      }),
    );
    expect(dev((spec) => (spec.audit.retentionDays = 0))).toEqual([
      line("audit.retentionDays: must be at least 1, got 0"),
    ]);
    expect(dev((spec) => (spec.audit.retentionDays = 3651))).toEqual([
      line("audit.retentionDays: must be at most 3650, got 3651"),
    ]);
  });

  test("has a retention that is locked or not, in words that say for how long", () => {
    const choices = 'expected one of "unlocked"|"locked-for-ever"';
    expect(environment("prod").audit.retentionLock).toBe("unlocked");
    expect(takes("audit.retentionLock", "locked-for-ever")).toBe(true);
    expect(dev((spec) => (spec.audit.retentionLock = true))).toEqual([
      line(`audit.retentionLock: ${choices}, got true`),
    ]);
    expect(dev((spec) => (spec.audit.retentionLock = "locked"))).toEqual([
      line(`audit.retentionLock: ${choices}, got 'locked'`),
    ]);
  });
});

describe("the log entries", () => {
  test("are kept for 1 to 3650 days", () => {
    expect(takes("retentionDays.logs", 1)).toBe(true);
    expect(takes("retentionDays.logs", 3650)).toBe(true);
    expect(dev((spec) => (spec.retentionDays.logs = 0))).toEqual([
      line("retentionDays.logs: must be at least 1, got 0"),
    ]);
    expect(dev((spec) => (spec.retentionDays.logs = 3651))).toEqual([
      line("retentionDays.logs: must be at most 3650, got 3651"),
    ]);
    expect(
      dev((spec) => {
        delete spec.retentionDays.logs;
      }),
    ).toEqual([line("retentionDays.logs: is missing; expected number")]);
  });
});

describe("the maintenance window", () => {
  test("is a day, Monday first as Cloud SQL counts them, and an hour", () => {
    expect(weekdays).toEqual(["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]);
    for (const day of weekdays) expect(takes("maintenanceWindow.day", day)).toBe(true);
    expect(takes("maintenanceWindow.hour", 0)).toBe(true);
    expect(takes("maintenanceWindow.hour", 23)).toBe(true);
  });

  test("is on no other day and at no other hour", () => {
    expect(dev((spec) => (spec.maintenanceWindow.day = "Sunday"))).toEqual([
      line(`maintenanceWindow.day: expected one of ${weekdays.map((day) => `"${day}"`).join("|")}, got 'Sunday'`),
    ]);
    expect(dev((spec) => (spec.maintenanceWindow.day = 7))[0]).toContain("maintenanceWindow.day: expected one of ");
    expect(dev((spec) => (spec.maintenanceWindow.hour = -1))).toEqual([
      line("maintenanceWindow.hour: must be at least 0, got -1"),
    ]);
    expect(dev((spec) => (spec.maintenanceWindow.hour = 24))).toEqual([
      line("maintenanceWindow.hour: must be at most 23, got 24"),
    ]);
    expect(dev((spec) => (spec.maintenanceWindow.hour = 6.5))).toEqual([
      line("maintenanceWindow.hour: must be a whole number, got 6.5"),
    ]);
  });

  test("is never chosen for an environment", () => {
    expect(
      dev((spec) => {
        delete spec.maintenanceWindow;
      }),
    ).toEqual([line("maintenanceWindow: is missing; expected object")]);
  });
});

describe("the keys of signed URLs", () => {
  test("are none to three, in the order in which they are written", () => {
    for (const name of ["dev", "staging", "prod"] as const) expect(environment(name).signedUrlKeys).toEqual([]);
    const keys = ["cdn-b", "cdn-a", "cdn-c"];
    expect(environment("dev", (spec) => (spec.signedUrlKeys = keys)).signedUrlKeys).toEqual(keys);
    expect(dev((spec) => (spec.signedUrlKeys = [...keys, "cdn-d"]))).toEqual([
      line("signedUrlKeys: names 4 keys, but Cloud CDN takes 3; remove 1"),
    ]);
  });

  test("are distinct, and each is a key", () => {
    expect(dev((spec) => (spec.signedUrlKeys = ["cdn-a", "cdn-a"]))).toEqual([
      line("signedUrlKeys: names 'cdn-a' twice; remove one"),
    ]);
    expect(dev((spec) => (spec.signedUrlKeys = ["cdn-a", "CDN_1"]))).toEqual([
      line(
        "signedUrlKeys.1: must be words of a-z and 0-9 joined by '-', each starting with a letter, like 'audio-cache', got 'CDN_1'",
      ),
    ]);
  });
});

describe("the database, Firestore and the cluster", () => {
  test("are there where an environment says so, and nowhere else", () => {
    const has = (name: keyof typeof specs): string[] =>
      (["cloudSql", "firestore", "cluster"] as const).filter((field) => environment(name)[field] !== undefined);
    expect(has("dev")).toEqual(["cloudSql", "firestore"]);
    expect(has("staging")).toEqual(["cloudSql", "firestore"]);
    expect(has("prod")).toEqual(["cloudSql", "firestore", "cluster"]);
  });

  test("are left out where they are left out", () => {
    const { cloudSql, firestore, cluster, ...rest } = specs.prod;
    expect([cloudSql, firestore, cluster]).not.toContain(undefined);
    const read = environmentSchema.parse(rest);
    for (const field of ["cloudSql", "firestore", "cluster"]) expect(read).not.toHaveProperty(field);
  });
});
