import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { issuesOf } from "../../support/environments";

const east = { subnetRange: "10.40.0.0/20" };

describe("the capacity of a WebSocket service", () => {
  test("may be exactly its peak", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.audio.peakSessions = 7 * 15))).toEqual([]);
  });

  test("may not be one connection less, and the issue names the maximum that carries it", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.audio.peakSessions = 7 * 15 + 1))).toEqual([
      "environments/catalog.ts: services.audio.scale.max: 7 instances x 15 connections carry 105 sessions, fewer than the 106 that peakSessions asks for; raise max to 8",
    ]);
  });

  test("is mended in the environment where the environment sets the scale", () => {
    expect(issuesOf("prod", (spec) => (spec.services.audio.scale.max = 50))).toEqual([
      "environments/prod.ts: services.audio.scale.max: 50 instances x 15 connections carry 750 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67",
    ]);
  });

  test("adds up over the regions of a disposable environment", () => {
    const max = (instances: number) =>
      issuesOf("dev", (spec) => {
        spec.regions["us-east1"] = east;
        spec.services.audio.scale = { min: 0, max: instances };
      });
    expect(max(4)).toEqual([]);
    expect(max(3)).toEqual([
      "environments/dev.ts: services.audio.scale.max: 3 instances x 15 connections in 2 regions carry 90 sessions, fewer than the 100 that peakSessions asks for; raise max to 4",
    ]);
  });

  test("survives the loss of one region in a protected environment", () => {
    const max = (instances: number, ...others: string[]) =>
      issuesOf("prod", (spec) => {
        for (const [index, region] of others.entries()) spec.regions[region] = { subnetRange: `10.4${index}.0.0/20` };
        spec.services.audio.scale.max = instances;
      });
    expect(max(67, "us-east1")).toEqual([]);
    expect(max(66, "us-east1")).toEqual([
      "environments/prod.ts: services.audio.scale.max: 66 instances x 15 connections in 1 of 2 regions, one being lost, carry 990 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67",
    ]);
    expect(max(34, "us-east1", "us-west1")).toEqual([]);
    expect(max(33, "us-east1", "us-west1")).toEqual([
      "environments/prod.ts: services.audio.scale.max: 33 instances x 15 connections in 2 of 3 regions, one being lost, carry 990 sessions, fewer than the 1000 that peakSessions asks for; raise max to 34",
    ]);
  });

  test("is not counted in a primary region that is not among the regions", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.primaryRegion = "us-west1";
        spec.cluster = undefined;
        delete spec.regions["us-central1"].clusterRanges;
        spec.services.audio.scale.max = 66;
      }),
    ).toEqual([
      "environments/prod.ts: primaryRegion: 'us-west1' is not one of regions (us-central1); add it there or name one of them",
      "environments/prod.ts: services.audio.scale.max: 66 instances x 15 connections carry 990 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67",
    ]);
  });

  test("is not computed for a concurrency of 0, which another rule refuses", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.realtime.concurrency = 0))).toEqual([
      "environments/catalog.ts: services.realtime.concurrency: must be 1 to 1000, got 0; set it to 1",
    ]);
  });

  test("cannot be judged without a peak", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        delete catalog.services.audio.peakSessions;
      }),
    ).toEqual([
      "environments/catalog.ts: services.audio.peakSessions: is missing; a WebSocket service says how many connections are open at its peak",
    ]);
  });

  test("is not ours to size where others deploy the service", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.services.audio.scale = { min: 2, max: 1 };
        spec.services.audio.external = { serviceName: "audio", accountEmail: "audio@other.iam.gserviceaccount.com" };
      }),
    ).toEqual([]);
  });
});

describe("the capacity of any other service", () => {
  test("needs no peak", () => {
    expect(issuesOf("dev", (spec) => (spec.services.rest.scale = { min: 0, max: 1 }))).toEqual([]);
  });

  test("carries the peak where one is given", () => {
    expect(issuesOf("dev", (spec) => (spec.services.rest.peakSessions = 100 * 80))).toEqual([]);
    expect(issuesOf("dev", (spec) => (spec.services.rest.peakSessions = 100 * 80 + 1))).toEqual([
      'environments/catalog.ts: services.rest.scale.max: 100 instances x 80 connections carry 8000 sessions, fewer than the 8001 that peakSessions asks for; raise concurrency or serve from more regions, since 101 instances are more than the 100 that Google allows a revision without a request (Google, "Cloud Run quotas")',
    ]);
    const quota = { quotaId: "InstancesWithDirectVpc", granted: 200 };
    expect(
      issuesOf("dev", (spec) => {
        spec.directVpcQuota = quota;
        spec.services.rest.peakSessions = 100 * 80 + 1;
      }),
    ).toEqual([
      "environments/catalog.ts: services.rest.scale.max: 100 instances x 80 connections carry 8000 sessions, fewer than the 8001 that peakSessions asks for; raise max to 101",
    ]);
  });
});

describe("a scale", () => {
  const max = (instances: number, directVpcQuota?: object): string[] =>
    issuesOf("dev", (spec) => {
      spec.directVpcQuota = directVpcQuota;
      spec.services.rest.scale = { min: 0, max: instances };
    });

  test("may be the 100 instances in the network that Google allows a revision, and no more", () => {
    expect(max(100)).toEqual([]);
    expect(max(101)).toEqual([
      'environments/dev.ts: services.rest.scale.max: 101 instances are more than the 100 with Direct VPC egress that Google allows a revision without a request (Google, "Cloud Run quotas") in each region; lower max to 100, or have the quota raised (runbooks/quota-increase.md) and set directVpcQuota.granted to what Google grants',
    ]);
  });

  test("may be as many as Google granted", () => {
    const quota = { quotaId: "InstancesWithDirectVpc", granted: 150 };
    expect(max(150, quota)).toEqual([]);
    expect(max(151, quota)).toEqual([
      "environments/dev.ts: services.rest.scale.max: 151 instances are more than the 150 with Direct VPC egress that the quota InstancesWithDirectVpc allows a revision in each region; lower max to 150, or have the quota raised (runbooks/quota-increase.md) and set directVpcQuota.granted to what Google grants",
    ]);
  });

  test("takes no grant of less than what Google allows without one", () => {
    expect(max(90, { quotaId: "InstancesWithDirectVpc", granted: 100 })).toEqual([
      expect.stringMatching(/^environments\/dev\.ts: directVpcQuota\.granted: must be at least 101/),
    ]);
  });

  test("may be fixed at one number of instances", () => {
    expect(issuesOf("dev", (spec) => (spec.services.rest.scale = { min: 3, max: 3 }))).toEqual([]);
  });

  test("may not start above its end", () => {
    expect(issuesOf("dev", (spec) => (spec.services.rest.scale = { min: 4, max: 3 }))).toEqual([
      "environments/dev.ts: services.rest.scale.min: min 4 is above max 3; raise max to 4 or lower min to 3",
    ]);
  });

  test("is judged for its order and for its peak at once", () => {
    expect(issuesOf("dev", (spec) => (spec.services.audio.scale = { min: 7, max: 6 }))).toEqual([
      "environments/dev.ts: services.audio.scale.min: min 7 is above max 6; raise max to 7 or lower min to 6",
      "environments/dev.ts: services.audio.scale.max: 6 instances x 15 connections carry 90 sessions, fewer than the 100 that peakSessions asks for; raise max to 7",
    ]);
  });
});

describe("the fix of a capacity issue", () => {
  const regionNames = ["us-central1", "us-east1", "us-west1", "us-south1"];

  test("is the smallest maximum that the contract accepts", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("dev" as const, "staging" as const),
        fc.integer({ min: 1, max: regionNames.length }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 50 }),
        (name, regions, concurrency, peakSessions, max) => {
          const withMax = (instances: number) =>
            issuesOf(name, (spec) => {
              spec.regions = Object.fromEntries(
                regionNames
                  .slice(0, regions)
                  .map((region, index) => [region, { subnetRange: `10.${index * 64}.0.0/10` }]),
              );
              spec.directVpcQuota = { quotaId: "InstancesWithDirectVpc", granted: 1000 };
              // Out of the subnets' way.
              spec.cloudSql.privateServicesRange = "172.20.0.0/20";
              spec.cloudSql.maxConnections = 10_000;
              spec.services.realtime = {
                ...spec.services.realtime,
                concurrency,
                peakSessions,
                scale: { min: 0, max: instances },
              };
            });
          const serving = name === "staging" && regions > 1 ? regions - 1 : regions;
          // No scale may go beyond 1000 instances, so no fix can.
          fc.pre(peakSessions <= serving * 1000 * concurrency);
          const issues = withMax(max);
          if (serving * max * concurrency >= peakSessions) {
            expect(issues).toEqual([]);
            return;
          }
          expect(issues).toHaveLength(1);
          const fix = Number(/; raise max to (\d+)$/.exec(issues[0]!)?.[1]);
          expect(withMax(fix)).toEqual([]);
          expect(withMax(fix - 1)).toEqual([expect.stringMatching(new RegExp(`; raise max to ${fix}$`))]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
