import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { regions } from "../../../contract/regions";
import { issuesOf } from "../../support/environments";

/** Issues of dev with these settings of its database, served from these regions as well. */
const dev = (settings: object, alsoServing: readonly string[] = []): string[] =>
  issuesOf("dev", (spec) => {
    Object.assign(spec.cloudSql, settings);
    alsoServing.forEach((region, index) => (spec.regions[region] = { subnetRange: `10.${100 + index}.0.0/20` }));
  });

const line = (field: string, message: string): string => `environments/dev.ts: ${field}: ${message}`;
const replicasIn = (where: readonly string[]): object =>
  Object.fromEntries(
    where.map((region, index) => [
      `reads-${String.fromCharCode(97 + index)}`,
      { region, tier: "db-custom-2-7680", generation: 1 },
    ]),
  );

describe("a service's database", () => {
  const withoutDatabase = (change: (catalog: any) => void = () => {}): string[] =>
    issuesOf("dev", (spec, catalog) => {
      delete spec.cloudSql;
      change(catalog);
    });

  test("is refused in an environment that has none, once for all services", () => {
    expect(withoutDatabase()).toEqual([
      line(
        "cloudSql",
        "is missing, but 'gateway', 'media' and 'realtime' of catalog.ts use it; add it, or remove cloudSql from their entries",
      ),
    ]);
  });

  test("is none, and then the environment needs none", () => {
    expect(
      withoutDatabase((catalog) => {
        catalog.databases = {};
        for (const service of Object.values<any>(catalog.services)) delete service.cloudSql;
      }),
    ).toEqual([]);
  });
});

describe("a database's owner", () => {
  const owned = (owner: string, database?: string): string[] =>
    issuesOf("dev", (_, catalog) => {
      catalog.databases.clone.owner = owner;
      if (database !== undefined) catalog.services.gateway.cloudSql = database;
    });
  const refused = (message: string): string => `environments/catalog.ts: databases.clone.owner: ${message}`;

  test.each(["gateway", "realtime"])("is a service that logs in to it: %s", (owner) => {
    expect(owned(owner)).toEqual([]);
  });

  test("is no service of another database, and the issue names those that would do", () => {
    expect(owned("media")).toEqual([
      refused(
        "'media' does not log in to it; set cloudSql to 'clone' in its entry, or name one that does: gateway, realtime",
      ),
    ]);
  });

  test("is no service without a database", () => {
    expect(owned("rest")).toEqual([
      refused(
        "'rest' does not log in to it; set cloudSql to 'clone' in its entry, or name one that does: gateway, realtime",
      ),
    ]);
  });

  test("logs in to it also where nobody else does", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.databases.archive = { owner: "media" }))).toEqual([
      "environments/catalog.ts: databases.archive.owner: 'media' does not log in to it; set cloudSql to 'archive' in its entry",
    ]);
  });

  test("is not blamed where only the name of its database is misspelt", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.gateway.cloudSql = "clones"))).toEqual([
      "environments/catalog.ts: services.gateway.cloudSql: database 'clones' is used but not declared; did you mean 'clone'?",
    ]);
  });

  test("is reported once if it is no service at all", () => {
    expect(owned("gatewy")).toEqual([refused("'gatewy' is not a service; did you mean 'gateway'?")]);
  });
});

describe("the connections", () => {
  const message = (given: number, needed: number, instances: number): string =>
    line(
      "cloudSql.maxConnections",
      `${given} are fewer than the ${needed} that ${instances} instances of services at their maximum, one each, and 10 for Cloud SQL and people take; raise it to ${needed}`,
    );

  test("are enough for every instance of the services that log in", () => {
    expect(dev({ maxConnections: 230 })).toEqual([]);
    expect(dev({ maxConnections: 229 })).toEqual([message(229, 230, 220)]);
  });

  test("are enough in all regions together", () => {
    expect(dev({ maxConnections: 450 }, ["us-east1"])).toEqual([]);
    expect(dev({ maxConnections: 449 }, ["us-east1"])).toEqual([message(449, 450, 440)]);
  });

  test("are as few as Cloud SQL takes where nobody logs in", () => {
    expect(
      issuesOf("dev", (spec, catalog) => {
        spec.cloudSql.maxConnections = 25;
        catalog.databases = {};
        for (const service of Object.values<any>(catalog.services)) delete service.cloudSql;
      }),
    ).toEqual([]);
  });
});

describe("a replica", () => {
  test("is in a serving region, the primary one included", () => {
    expect(dev({ replicas: replicasIn(["us-central1", "us-east1"]) }, ["us-east1"])).toEqual([]);
  });

  test.each(["us-east1", "toString"])("is refused in %s, where nothing of the environment is", (region) => {
    expect(dev({ replicas: replicasIn([region]) })).toEqual([
      line(
        "cloudSql.replicas.reads-a.region",
        `'${region}' is not one of regions (us-central1); add it there or name one of them`,
      ),
    ]);
  });

  test("may be smaller than its primary", () => {
    expect(dev({ tier: "db-custom-4-15360", replicas: replicasIn(["us-central1"]) })).toEqual([]);
  });
});

describe("the range of Google's networks", () => {
  const fits = (privateServicesRange: string): string[] => dev({ privateServicesRange });

  test("holds a /24", () => {
    expect(fits("10.50.0.0/24")).toEqual([]);
    expect(fits("10.50.0.0/25")).toEqual([
      line(
        "cloudSql.privateServicesRange",
        "10.50.0.0/25 is smaller than the /24 that the database takes; widen it to /24",
      ),
    ]);
  });

  test("holds a /24 for each region, however many replicas there are in it", () => {
    const three = ["us-east1", "us-west1"];
    const where = ["us-central1", "us-central1", ...three, "us-east1"];
    expect(dev({ privateServicesRange: "10.50.0.0/22", replicas: replicasIn(where) }, three)).toEqual([]);
    expect(dev({ privateServicesRange: "10.50.0.0/23", replicas: replicasIn(where) }, three)).toEqual([
      line(
        "cloudSql.privateServicesRange",
        "10.50.0.0/23 is smaller than the /22 that the database takes in 3 regions, a /24 in each; widen it to /22",
      ),
    ]);
  });

  test("is accepted at the prefix that the issue names, which holds a /24 for each region and not twice as many", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (others) => {
        const where = regions.filter((region) => region !== "us-central1").slice(0, others);
        const settings = { replicas: replicasIn(where) };
        const [issue] = dev({ ...settings, privateServicesRange: "10.50.0.0/29" }, where);
        const fix = Number(/; widen it to \/(\d+)$/.exec(issue!)?.[1]);
        expect(2 ** (24 - fix)).toBeGreaterThanOrEqual(others + 1);
        expect(2 ** (24 - fix)).toBeLessThan(2 * (others + 1));
        expect(dev({ ...settings, privateServicesRange: `10.48.0.0/${fix}` }, where)).toEqual([]);
      }),
      { numRuns: 9 },
    );
  });

  test("overlaps no other range of the environment", () => {
    expect(fits("10.10.0.0/20")).toEqual([
      line(
        "regions.us-central1.subnetRange",
        "10.10.0.0/20 overlaps 10.10.0.0/20 of cloudSql.privateServicesRange; give each range addresses of its own",
      ),
    ]);
  });
});

describe("Docker's range", () => {
  const message = (range: string): string =>
    `${range} overlaps 172.17.0.0/16, which Cloud SQL keeps for itself, so no service would reach the database; take another range`;

  test.each(["172.17.0.0/16", "172.17.8.0/24", "172.16.0.0/12"])("is not the database's: %s", (range) => {
    expect(dev({ privateServicesRange: range })).toEqual([line("cloudSql.privateServicesRange", message(range))]);
  });

  test.each(["172.16.0.0/16", "172.18.0.0/20"])("is not beside it: %s", (range) => {
    expect(dev({ privateServicesRange: range })).toEqual([]);
  });

  test("is not the services' either", () => {
    expect(issuesOf("dev", (spec) => (spec.regions["us-central1"].subnetRange = "172.17.0.0/20"))).toEqual([
      line("regions.us-central1.subnetRange", message("172.17.0.0/20")),
    ]);
  });
});

describe("the backups", () => {
  test("reach back as far as the logs that are replayed onto them", () => {
    expect(dev({ retainedBackups: 7, pointInTimeRecoveryDays: 7 })).toEqual([]);
    expect(dev({ retainedBackups: 3, pointInTimeRecoveryDays: 7 })).toEqual([
      line(
        "cloudSql.retainedBackups",
        "3 daily backups do not reach back the 7 days of pointInTimeRecoveryDays, whose logs are replayed onto one; raise it to 7",
      ),
    ]);
  });
});
