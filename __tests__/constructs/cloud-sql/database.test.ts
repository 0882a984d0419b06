import { describe, expect, test } from "vitest";
import type { Construct } from "constructs";
import fc from "fast-check";
import { Database } from "../../../constructs/cloud-sql/database";
import { weekdays, type Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import {
  addresses,
  all,
  expectEqualAddresses,
  list,
  named,
  only,
  reference,
  secondRegion,
  type Change,
} from "../fixtures";

const type = "google_sql_database_instance";
const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    new Database(scope, "Database", { environment: of, settings: of.cloudSql! });
  });
const primary = (name: "dev" | "staging" | "prod", change: Change = () => {}): Attributes =>
  only(synthesized(environment(name, change)), type);
const backups = (name: "dev" | "prod", change: Change = () => {}): Attributes =>
  primary(name, change).settings.backup_configuration as Attributes;
/** Dev with another maintenance window, without the time that the contract takes. */
const at = (day: (typeof weekdays)[number], hour: number): Environment => ({
  ...environment("dev"),
  maintenanceWindow: { day, hour },
});

/** Without the database 'production', whose key starts with an environment's name. */
const build = (scope: Construct, of: Environment): void => {
  const environment = { ...of, databases: { clone: { owner: "gateway" } } };
  new Database(scope, "Database", { environment, settings: of.cloudSql! });
};

const flags = (maxConnections: number): object[] => [
  { name: "cloudsql.iam_authentication", value: "on" },
  { name: "log_checkpoints", value: "on" },
  { name: "log_connections", value: "on" },
  { name: "log_disconnections", value: "on" },
  { name: "log_lock_waits", value: "on" },
  { name: "log_statement", value: "ddl" },
  { name: "max_connections", value: String(maxConnections) },
];
const insights = {
  query_insights_enabled: true,
  query_string_length: 1024,
  record_application_tags: true,
  record_client_address: false,
};
const ip = (project: string): object => ({
  ipv4_enabled: false,
  private_network: `projects/${project}/global/networks/parley`,
  allocated_ip_range: "parley-private-services",
  ssl_mode: "ENCRYPTED_ONLY",
  enable_private_path_for_google_cloud_services: false,
});

describe("Database", () => {
  test("of a protected environment survives a zone, keeps its backups and cannot be destroyed", () => {
    expect(primary("prod")).toEqual({
      name: "parley-postgres-1",
      database_version: "POSTGRES_16",
      region: "us-central1",
      encryption_key_name: "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/database",
      deletion_protection: true,
      settings: {
        tier: "db-custom-8-32768",
        edition: "ENTERPRISE",
        availability_type: "REGIONAL",
        disk_type: "PD_SSD",
        disk_size: 100,
        disk_autoresize: true,
        disk_autoresize_limit: 1000,
        deletion_protection_enabled: true,
        retain_backups_on_delete: true,
        backup_configuration: {
          enabled: true,
          start_time: "18:00",
          location: "us-central1",
          point_in_time_recovery_enabled: true,
          transaction_log_retention_days: 7,
          backup_retention_settings: { retained_backups: 30, retention_unit: "COUNT" },
        },
        ip_configuration: ip("parley-audio-prod"),
        insights_config: insights,
        maintenance_window: { day: 7, hour: 6, update_track: "stable" },
        database_flags: flags(500),
        user_labels: { owner: "platform", environment: "prod", layer: "data" },
      },
      lifecycle: { prevent_destroy: true, ignore_changes: ["settings[0].disk_size"] },
    });
  });

  test("of a disposable environment is cheaper and can be destroyed whole, yet is as private", () => {
    expect(primary("dev")).toEqual({
      name: "parley-postgres-1",
      database_version: "POSTGRES_16",
      region: "us-central1",
      deletion_protection: false,
      settings: {
        tier: "db-custom-1-3840",
        edition: "ENTERPRISE",
        availability_type: "ZONAL",
        disk_type: "PD_SSD",
        disk_size: 10,
        disk_autoresize: true,
        disk_autoresize_limit: 50,
        deletion_protection_enabled: false,
        retain_backups_on_delete: false,
        backup_configuration: {
          enabled: true,
          start_time: "18:00",
          location: "us-central1",
          point_in_time_recovery_enabled: false,
          backup_retention_settings: { retained_backups: 7, retention_unit: "COUNT" },
        },
        ip_configuration: ip("parley-audio-dev"),
        insights_config: insights,
        maintenance_window: { day: 2, hour: 6, update_track: "stable" },
        database_flags: flags(250),
        user_labels: { owner: "platform", environment: "dev", layer: "data" },
      },
      lifecycle: { prevent_destroy: false, ignore_changes: ["settings[0].disk_size"] },
    });
  });

  test("carries the environment's further labels, which the provider would not give it", () => {
    const labels = primary("dev", (spec) => (spec.labels = { cost_center: "42" })).settings.user_labels as object;
    expect(labels).toEqual({ cost_center: "42", owner: "platform", environment: "dev", layer: "data" });
  });

  test.each(["dev", "prod"] as const)(
    "is encrypted in %s as the environment says and not as it is protected",
    (name) => {
      const own = primary(name, (spec) => (spec.encryption = "customer-managed"));
      expect(own.encryption_key_name).toBe(
        `projects/parley-audio-${name}/locations/us-central1/keyRings/parley/cryptoKeys/database`,
      );
    },
  );

  test.each([1, 2, 7])("keeps the logs of %i days for point-in-time recovery", (days) => {
    expect(backups("dev", (spec) => (spec.cloudSql!.pointInTimeRecoveryDays = days))).toMatchObject({
      point_in_time_recovery_enabled: true,
      transaction_log_retention_days: days,
    });
  });

  test("says no days where point-in-time recovery is off, since Google takes 1 to 7", () => {
    expect(Object.keys(backups("dev"))).not.toContain("transaction_log_retention_days");
  });

  test("keeps its backups with the data, and as many as the environment says", () => {
    const change: Change = (spec) => {
      spec.regions = { "europe-west1": { subnetRange: "10.10.0.0/20" } };
      spec.primaryRegion = "europe-west1";
      spec.cloudSql!.retainedBackups = 12;
    };
    expect(backups("dev", change)).toMatchObject({
      location: "europe-west1",
      backup_retention_settings: { retained_backups: 12, retention_unit: "COUNT" },
    });
  });

  test("counts the days from Monday, as Google does", () => {
    const days = weekdays.map((day) => {
      const settings = only(synthesized(at(day, 3)), type).settings as Attributes;
      return [day, settings.maintenance_window.day as number];
    });
    expect(days).toEqual([
      ["MONDAY", 1],
      ["TUESDAY", 2],
      ["WEDNESDAY", 3],
      ["THURSDAY", 4],
      ["FRIDAY", 5],
      ["SATURDAY", 6],
      ["SUNDAY", 7],
    ]);
  });

  test("starts its backup half a day from the maintenance, at a full hour of the day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), (hour) => {
        const { settings } = only(synthesized(at("MONDAY", hour)), type);
        const start = /^([01]\d|2[0-3]):00$/.exec(settings.backup_configuration.start_time as string)?.[1];
        expect(settings.maintenance_window.hour).toBe(hour);
        expect(Math.abs(Number(start) - hour)).toBe(12);
      }),
      { numRuns: 24 },
    );
  });

  test("holds the catalog's logical databases, which go with the instance and not before it", () => {
    const synth = synthesized(environment("prod"));
    const logical = (name: string): object => ({
      name,
      instance: reference(synth, type),
      charset: "UTF8",
      collation: "en_US.UTF8",
      deletion_policy: "ABANDON",
      // An import of the provider says DELETE, and correcting it is a request that Google refuses.
      lifecycle: { prevent_destroy: true, ignore_changes: ["deletion_policy"] },
    });
    expect(list(synth, "google_sql_database")).toEqual([logical("clone"), logical("production")]);
  });

  test("names a logical database so that PostgreSQL takes it without quotes, and lets it go where disposable", () => {
    const of = { ...environment("dev"), databases: { "old-archive": { owner: "media" } } };
    expect(only(synthesized(of), "google_sql_database")).toMatchObject({
      name: "old_archive",
      lifecycle: { prevent_destroy: false },
    });
  });

  test("has no user and no password of its own", () => {
    const synth = synthesized(environment("prod"));
    expect(synth.all("google_sql_user")).toEqual({});
    expect(JSON.stringify(synth.json)).not.toMatch(/password/i);
  });

  test("has no replica unless the environment names one", () => {
    expect(list(synthesized(environment("prod")), type)).toHaveLength(1);
  });

  test("has another name in another generation, and the same address", () => {
    const next: Change = (spec) => (spec.cloudSql!.generation = 2);
    expect(primary("dev", next).name).toBe("parley-postgres-2");
    expect(addresses(synthesized(environment("dev", next)))).toEqual(addresses(synthesized(environment("dev"))));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(build);
  });
});

const replicas: Change = (spec, catalog) => {
  secondRegion(spec, catalog);
  spec.cloudSql!.replicas = {
    reports: { region: "us-central1", tier: "db-custom-2-7680", generation: 1 },
    "europe-reads": { region: "europe-west1", tier: "db-custom-4-15360", generation: 3 },
  };
};

describe("a replica of the database", () => {
  const withReplicas = (name: "dev" | "prod", change: Change = () => {}): Synthesized =>
    synthesized(environment(name, all(replicas, change)));
  const replica = (synth: Synthesized, key: string): Attributes => named(synth, type, `Database_Replica-${key}`);

  test("follows the primary in its own region, with that region's key and every protection", () => {
    expect(replica(withReplicas("prod"), "europe-reads")).toEqual({
      name: "parley-postgres-europe-reads-3",
      database_version: "POSTGRES_16",
      region: "europe-west1",
      master_instance_name: `\${${type}.Database.name}`,
      encryption_key_name: "projects/parley-audio-prod/locations/europe-west1/keyRings/parley/cryptoKeys/database",
      deletion_protection: true,
      settings: {
        tier: "db-custom-4-15360",
        edition: "ENTERPRISE",
        availability_type: "ZONAL",
        disk_type: "PD_SSD",
        disk_autoresize: true,
        disk_autoresize_limit: 1000,
        deletion_protection_enabled: true,
        ip_configuration: ip("parley-audio-prod"),
        insights_config: insights,
        database_flags: flags(1000),
        user_labels: { owner: "platform", environment: "prod", layer: "data" },
      },
      lifecycle: { prevent_destroy: true, ignore_changes: ["settings[0].maintenance_window"] },
    });
  });

  test("may be in the primary's region, with the primary's key", () => {
    const synth = withReplicas("prod");
    expect(replica(synth, "reports")).toMatchObject({
      name: "parley-postgres-reports-1",
      region: "us-central1",
      encryption_key_name: synth.all(type).Database!.encryption_key_name as string,
      settings: { tier: "db-custom-2-7680" },
    });
  });

  test("can be destroyed in a disposable environment, and has no key where Google's encryption does", () => {
    const made = replica(withReplicas("dev"), "reports");
    expect(made).toMatchObject({
      deletion_protection: false,
      settings: { deletion_protection_enabled: false },
      lifecycle: { prevent_destroy: false },
    });
    expect(Object.keys(made)).not.toContain("encryption_key_name");
  });

  test("has no backup, window or disk size of its own", () => {
    const settings = Object.keys(replica(withReplicas("prod"), "reports").settings as object);
    expect(settings).not.toContain("backup_configuration");
    expect(settings).not.toContain("maintenance_window");
    expect(settings).not.toContain("disk_size");
    expect(settings).not.toContain("retain_backups_on_delete");
  });

  test("allows as many connections as its primary, without which PostgreSQL would stop it", () => {
    const synth = withReplicas("dev", (spec) => (spec.cloudSql!.maxConnections = 521));
    const each = list(synth, type).map(({ settings }) => settings.database_flags as unknown);
    expect(each).toEqual([flags(521), flags(521), flags(521)]);
  });

  test("changes nothing of the primary", () => {
    const instances = withReplicas("prod").all(type);
    expect(instances.Database).toEqual(synthesized(environment("prod", secondRegion)).all(type).Database);
  });

  test("has another name in another generation, and the same address", () => {
    const next = withReplicas("dev", (spec) => (spec.cloudSql!.replicas.reports!.generation = 2));
    expect(replica(next, "reports").name).toBe("parley-postgres-reports-2");
    expect(addresses(next)).toEqual(addresses(withReplicas("dev")));
  });

  test("keeps its address when another one comes before it", () => {
    const alone = synthesized(
      environment("dev", (spec) => {
        spec.cloudSql!.replicas = { reports: { region: "us-central1", tier: "db-custom-2-7680", generation: 1 } };
      }),
    );
    expect(addresses(withReplicas("dev"))).toEqual(expect.arrayContaining(addresses(alone)));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(build, replicas);
  });
});
