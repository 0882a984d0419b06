import { describe, expect, test } from "vitest";
import { recoveryPage } from "../../tools/recovery/page";
import { referenceEnvironments } from "../reference/all";
import { environment, issuesOf } from "../support/environments";
import { stackJson } from "../support/stacks";
import { storesOf, titleOf } from "../../contract/recovery";

const page = recoveryPage(referenceEnvironments());

/** Cells of a row of a section's table, by what its first cell says. */
function row(section: string, first: string): string[] {
  const text = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`))!;
  const line = text.split("\n").find((one) => one.startsWith("|") && one.split("|")[1]!.trim() === first);
  expect([section, first, line !== undefined]).toEqual([section, first, true]);
  return line!
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

const services = ["audio", "conversation", "gateway", "media", "realtime", "rest"];
const records = ["assets", "conversation-history", "documents", "face-models", "uploads", "voice-models"];
const stores = [
  "Cloud SQL for PostgreSQL",
  "Firestore",
  ...records.map((bucket) => `Bucket ${bucket}`),
  "Queue jobs",
  "Secrets",
  "Terraform state",
];

describe("recovery time", () => {
  test("R-356 each service is back within 15 minutes, which its page says and its startup probe allows", () => {
    for (const name of ["dev", "staging", "prod"] as const)
      expect(environment(name).services.map(({ slug, rtoMinutes }) => [slug, rtoMinutes])).toEqual(
        services.map((service) => [service, 15]),
      );
    for (const service of services) {
      expect(row("Services", `\`${service}\``)).toEqual(["15 min", "150 s", "8 min"]);
    }
    for (const name of ["dev", "staging", "prod"]) {
      const runs = Object.values(stackJson(`${name}-runtime`).all("google_cloud_run_v2_service"));
      expect(runs).toHaveLength(6);
      for (const { template } of runs) {
        const { initial_delay_seconds, period_seconds, failure_threshold } = template.containers[0].startup_probe;
        expect([initial_delay_seconds, period_seconds * failure_threshold]).toEqual([0, 150]);
      }
    }
  });

  test("R-356 a service that starts too slowly for its recovery time is refused", () => {
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.services.audio.rtoMinutes = 7;
      }),
    ).toEqual([expect.stringContaining("services.audio.rtoMinutes: 7 minutes cannot be met")]);
  });

  test("R-356 every store of a protected environment declares its own time, since a restore takes longer", () => {
    for (const section of ["prod", "staging"] as const) {
      expect(storesOf(environment(section)).map((one) => [titleOf(one), one.objective?.rtoMinutes])).toEqual(
        stores.map((store, index) => [store, [120, 120, 240, 1440, 240, 240, 240, 240, 15, 15, 60][index]]),
      );
      expect(stores.map((store) => row(section, store)[2])).toEqual([
        "2 h",
        "2 h",
        "4 h",
        "1 day",
        "4 h",
        "4 h",
        "4 h",
        "4 h",
        "15 min",
        "15 min",
        "1 h",
      ]);
    }
  });
});

describe("recovery point", () => {
  test("R-357 what may be lost of each store is in the recovery page beside what its settings give", () => {
    for (const section of ["prod", "staging"] as const) {
      expect(storesOf(environment(section)).map((one) => [titleOf(one), one.objective?.rpoMinutes])).toEqual(
        stores.map((store, index) => [store, [5, 1][index] ?? 0]),
      );
      const points = Object.fromEntries(stores.map((store) => [store, row(section, store).slice(0, 2)]));
      expect(points).toEqual({
        ...Object.fromEntries(stores.map((store) => [store, ["nothing", "nothing"]])),
        "Cloud SQL for PostgreSQL": ["5 min", "5 min"],
        Firestore: ["1 min", "1 min"],
      });
    }
  });

  test("R-357 Firestore's minute and the database's five come from what staging and prod have", () => {
    for (const name of ["staging", "prod"]) {
      const data = stackJson(`${name}-data`);
      expect(data.one("google_firestore_database").point_in_time_recovery_enablement).toBe(
        "POINT_IN_TIME_RECOVERY_ENABLED",
      );
      const { settings } = data.one("google_sql_database_instance");
      expect(settings.backup_configuration.point_in_time_recovery_enabled).toBe(true);
      expect(settings.backup_configuration.transaction_log_retention_days).toBe(7);
      // The loss of a zone is the standby's.
      expect(settings.availability_type).toBe("REGIONAL");
    }
  });

  test.each([
    ["cloudSql.recovery", "a minute of the database", (spec: any) => (spec.cloudSql.recovery.rpoMinutes = 1)],
    ["firestore.recovery", "nothing of Firestore", (spec: any) => (spec.firestore.recovery.rpoMinutes = 0)],
    ["cloudSql.recovery", "nothing said of the database", (spec: any) => delete spec.cloudSql.recovery],
    ["firestore.recovery", "nothing said of Firestore", (spec: any) => delete spec.firestore.recovery],
  ])("R-357 a promise in %s that the settings cannot keep is refused: %s", (field, _, change) => {
    expect(issuesOf("prod", change)).toEqual([expect.stringContaining(`environments/prod.ts: ${field}`)]);
  });

  test("R-357 settings that no longer keep the promise are refused", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.firestore.pointInTimeRecovery = false;
      }).filter((line) => line.includes("firestore.recovery.rpoMinutes")),
    ).toEqual([expect.stringContaining("1 minute cannot be met")]);
  });

  test("R-357 dev, which binds itself to nothing, says what would be lost", () => {
    expect(row("dev", "Cloud SQL for PostgreSQL").slice(0, 2)).toEqual(["not declared", "1 day"]);
    expect(row("dev", "Firestore").slice(0, 2)).toEqual(["not declared", "everything"]);
  });
});
