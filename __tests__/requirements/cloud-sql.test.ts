import { describe, expect, test } from "vitest";
import { tierCores } from "../../constructs/cloud-sql/schema";
import { environment } from "../support/environments";
import { layersOf, violations } from "../support/policies";
import { resolved, stackJson, stackOf } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const projects = { dev: "parley-audio-dev", staging: "parley-audio-staging", prod: "parley-audio-prod" };

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));
const data = (name: (typeof names)[number]): Synthesized => stackJson(`${name}-data`);
const instance = (name: (typeof names)[number]): Attributes => data(name).one("google_sql_database_instance");
const each = <T>(figure: (name: (typeof names)[number]) => T): T[] => names.map(figure);

/** Prod with a replica in a second region. */
const replicated = environment("prod", (spec) => {
  spec.regions["us-east1"] = { subnetRange: "10.40.0.0/20" };
  spec.cloudSql!.replicas = { reader: { region: "us-east1", tier: "db-custom-8-32768", generation: 1 } };
});

describe.each(names)("database of %s", (name) => {
  test("R-147 its network is peered with Google's, through a range of its own that stays when the connection goes", () => {
    const foundation = stackJson(`${name}-foundation`);
    const range = foundation.one("google_compute_global_address");
    expect([range.purpose, range.address_type, range.address, range.prefix_length]).toEqual([
      "VPC_PEERING",
      "INTERNAL",
      { dev: "10.10.16.0", staging: "10.20.16.0", prod: "10.30.16.0" }[name],
      20,
    ]);
    const connection = foundation.one("google_service_networking_connection");
    expect(connection.deletion_policy).toBe("ABANDON");
    expect(connection.service).toBe("servicenetworking.googleapis.com");
    expect(connection.reserved_peering_ranges.map((one: string) => resolved(foundation, one))).toEqual([range.name]);
    const network = `projects/${projects[name]}/global/networks/parley`;
    expect([range, connection].map((one) => resolved(foundation, one.network as string))).toEqual([network, network]);
    const ip = instance(name).settings.ip_configuration;
    expect([ip.private_network, ip.allocated_ip_range]).toEqual([network, range.name]);
    // The connection is deployed before the instance.
    expect(stackOf(`${name}-data`).dependencies.map(({ node }) => node.id)).toEqual([`${name}-foundation`]);
  });

  test("R-147 no environment's network is peered with another's", () => {
    for (const layer of ["foundation", "data", "runtime", "operations"])
      expect(
        Object.keys(stackJson(`${name}-${layer}`).json.resource).filter((type) => type.includes("network_peering")),
      ).toEqual([]);
  });

  test("R-156 PostgreSQL of the edition Enterprise has a database for each of the two systems, and a login for each service that names one", () => {
    const one = instance(name);
    expect([one.database_version, one.settings.edition, one.region]).toEqual([
      "POSTGRES_16",
      "ENTERPRISE",
      "us-central1",
    ]);
    expect(
      list(data(name), "google_sql_database").map((logical) => [
        logical.name,
        resolved(data(name), logical.instance as string),
      ]),
    ).toEqual([
      ["clone", one.name],
      ["production", one.name],
    ]);
    const runtime = stackJson(`${name}-runtime`);
    expect(
      list(runtime, "google_sql_user").map((user) => [resolved(runtime, user.name as string), user.instance]),
    ).toEqual(
      ["gateway", "media", "realtime"].map((service) => [`${service}-service@${projects[name]}.iam`, one.name]),
    );
  });

  test("R-162 it has a private address and no other", () => {
    const ip = instance(name).settings.ip_configuration;
    expect(ip.ipv4_enabled).toBe(false);
    expect(ip.private_network).toBe(`projects/${projects[name]}/global/networks/parley`);
    expect(ip).not.toHaveProperty("authorized_networks");
  });

  test("R-163 it takes encrypted connections only", () => {
    const ip = instance(name).settings.ip_configuration;
    expect(ip.ssl_mode).toBe("ENCRYPTED_ONLY");
    expect(ip).not.toHaveProperty("require_ssl");
  });

  test("R-166 nobody has a password: services log in as their accounts, and the URL is a secret without a value here", () => {
    const runtime = stackJson(`${name}-runtime`);
    const users = list(runtime, "google_sql_user");
    expect(users.map(({ type }) => type)).toEqual(Array(3).fill("CLOUD_IAM_SERVICE_ACCOUNT"));
    for (const layer of ["data", "runtime"] as const) {
      expect(JSON.stringify(stackJson(`${name}-${layer}`).json)).not.toMatch(/"(root_)?password(_wo)?"/);
    }
    expect(instance(name).settings.database_flags).toContainEqual({ name: "cloudsql.iam_authentication", value: "on" });
    expect(list(data(name), "google_secret_manager_secret").map(({ secret_id }) => secret_id)).toContain(
      "database-url",
    );
    const media = list(runtime, "google_cloud_run_v2_service").find(({ labels }) => labels.service === "media")!;
    expect(media.template.containers[0].env).toContainEqual({
      name: "DATABASE_URL",
      value_source: { secret_key_ref: { secret: "database-url", version: name === "dev" ? "latest" : "1" } },
    });
  });

  test("R-168 query insights are on, without the address of a client", () => {
    expect(instance(name).settings.insights_config).toEqual({
      query_insights_enabled: true,
      query_string_length: 1024,
      record_application_tags: true,
      record_client_address: false,
    });
  });
});

describe("size and availability", () => {
  test("R-157 R-158 prod has 8 vCPU and 32 GiB, and each environment more vCPU than the one before", () => {
    const tiers = each((name) => instance(name).settings.tier as string);
    expect(tiers).toEqual(["db-custom-1-3840", "db-custom-2-7680", "db-custom-8-32768"]);
    expect(tiers.map(tierCores)).toEqual([1, 2, 8]);
    expect(each((name) => instance(name).settings.edition as string)).toEqual(Array(3).fill("ENTERPRISE"));
  });

  test("R-159 staging and prod survive the loss of a zone, dev does not", () => {
    expect(each((name) => instance(name).settings.availability_type as string)).toEqual([
      "ZONAL",
      "REGIONAL",
      "REGIONAL",
    ]);
  });

  test("R-160 R-161 backups run daily, 30 are kept in staging and prod, which can also go back to any moment of 7 days", () => {
    const backups = (name: (typeof names)[number]): Attributes => instance(name).settings.backup_configuration;
    expect(each((name) => backups(name).enabled as boolean)).toEqual([true, true, true]);
    expect(each((name) => backups(name).backup_retention_settings as Attributes)).toEqual(
      [7, 30, 30].map((retained_backups) => ({ retained_backups, retention_unit: "COUNT" })),
    );
    expect(each((name) => backups(name).point_in_time_recovery_enabled as boolean)).toEqual([false, true, true]);
    expect(each((name) => backups(name).transaction_log_retention_days as number | undefined)).toEqual([
      undefined,
      7,
      7,
    ]);
    // Where the data and its key lie, and still there when the instance is not.
    expect(each((name) => backups(name).location as string)).toEqual(Array(3).fill("us-central1"));
    expect(each((name) => instance(name).settings.retain_backups_on_delete as boolean)).toEqual([false, true, true]);
  });

  test("R-165 there is no read replica until an environment names one, which then answers in its region", () => {
    for (const name of names) expect(list(data(name), "google_sql_database_instance")).toHaveLength(1);
    const stack = read(layersOf(replicated).data);
    const replica = list(stack, "google_sql_database_instance").find((one) => one.master_instance_name !== undefined)!;
    expect(resolved(stack, replica.master_instance_name as string)).toBe("parley-postgres-1");
    expect([replica.region, replica.settings.tier, replica.encryption_key_name]).toEqual([
      "us-east1",
      "db-custom-8-32768",
      "projects/parley-audio-prod/locations/us-east1/keyRings/parley/cryptoKeys/database",
    ]);
    expect(violations(replicated, () => {})).toEqual([]);
  });
});
