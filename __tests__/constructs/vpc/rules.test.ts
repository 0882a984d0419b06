import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { issuesOf, specs } from "../../support/environments";

/** Issues of dev with this subnet and with scales that add up to these instances. */
function subnet(range: string, instances: number, change: (spec: any) => void = () => {}): string[] {
  return issuesOf("dev", (spec, catalog) => {
    spec.regions["us-central1"].subnetRange = range;
    const services: any[] = Object.values(catalog.services);
    for (const service of services) {
      service.scale = { min: 0, max: 1 };
      service.websocket = false;
      delete service.peakSessions;
    }
    // Without a WebSocket, usage would speak of the length of requests.
    spec.usage.services = {};
    spec.directVpcQuota = { quotaId: "InstancesWithDirectVpc", granted: 1000 };
    catalog.services.rest.scale.max = instances - services.length + 1;
    change(spec);
  });
}

describe("the primary region", () => {
  test("is one of the regions", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.regions["us-east1"] = { subnetRange: "10.40.0.0/20" };
        spec.primaryRegion = "us-east1";
      }),
    ).toEqual([]);
    expect(
      issuesOf("dev", (spec) => {
        spec.regions["us-east1"] = { subnetRange: "10.40.0.0/20" };
        spec.primaryRegion = "us-west1";
      }),
    ).toEqual([
      "environments/dev.ts: primaryRegion: 'us-west1' is not one of regions (us-central1, us-east1); add it there or name one of them",
    ]);
    expect(issuesOf("dev", (spec) => (spec.primaryRegion = "toString"))).toEqual([
      "environments/dev.ts: primaryRegion: 'toString' is not one of regions (us-central1); add it there or name one of them",
    ]);
  });
});

describe("a subnet", () => {
  test("holds two addresses for each instance and Google's four", () => {
    expect(subnet("10.10.0.0/24", (256 - 4) / 2)).toEqual([]);
  });

  test("is refused for one instance more, with the prefix that holds them", () => {
    expect(subnet("10.10.0.0/24", (256 - 4) / 2 + 1)).toEqual([
      "environments/dev.ts: regions.us-central1.subnetRange: 10.10.0.0/24 holds 256 addresses, fewer than the 258 that 127 instances at their maximum may take; widen it to /23",
    ]);
  });

  test("is /26 at the smallest, however few the instances", () => {
    expect(subnet("10.10.0.0/26", 6)).toEqual([]);
    expect(subnet("10.10.0.0/27", 6)).toEqual([
      "environments/dev.ts: regions.us-central1.subnetRange: 10.10.0.0/27 is smaller than the /26 that Direct VPC egress asks for; widen it to /26",
    ]);
    expect(subnet("10.10.0.0/28", 7)).toEqual([
      "environments/dev.ts: regions.us-central1.subnetRange: 10.10.0.0/28 holds 16 addresses, fewer than the 18 that 7 instances at their maximum may take; widen it to /26",
    ]);
  });

  test("is judged in each region, since each has the whole scale", () => {
    expect(subnet("10.10.0.0/24", 126, (spec) => (spec.regions["us-east1"] = { subnetRange: "10.40.0.0/25" }))).toEqual(
      [
        "environments/dev.ts: regions.us-east1.subnetRange: 10.40.0.0/25 holds 128 addresses, fewer than the 256 that 126 instances at their maximum may take; widen it to /24",
      ],
    );
  });

  test("holds the cluster's nodes as well, in the primary region", () => {
    const nodes = (spec: any): void => {
      spec.regions["us-east1"] = { subnetRange: "10.40.0.0/24" };
      spec.regions["us-central1"].clusterRanges = { pods: "10.48.0.0/14", services: "10.11.0.0/20" };
      spec.cluster = { ...structuredClone(specs.prod.cluster), controlPlaneRange: "10.10.32.0/28" };
      // 1 + 1, 3 + 1 and 3 + 1 machines at the maximum and in an upgrade.
      spec.cluster.systemPool.nodes.max = 3;
      spec.cluster.gpuPools.tts.nodes.max = 3;
      spec.cluster.gpuPools["lip-sync"].nodes.max = 1;
    };
    expect(subnet("10.10.0.0/24", 121, nodes)).toEqual([]);
    expect(subnet("10.10.0.0/24", 122, nodes)).toEqual([
      "environments/dev.ts: regions.us-central1.subnetRange: 10.10.0.0/24 holds 256 addresses, fewer than the 258 that 122 instances and 10 nodes at their maximum may take; widen it to /23",
    ]);
  });

  test("does not hold the instances of a service that others deploy", () => {
    const external = { serviceName: "rest", accountEmail: "rest@other.iam.gserviceaccount.com" };
    expect(subnet("10.10.0.0/24", 500, (spec) => (spec.services.rest.external = external))).toEqual([]);
  });

  test("is accepted at the prefix that the issue names, and refused one narrower", () => {
    fc.assert(
      // One of each service, and up to 1000 of the last one.
      fc.property(fc.integer({ min: 6, max: 1005 }), (instances) => {
        const fix = Number(/; widen it to \/(\d+)$/.exec(subnet("10.0.0.0/30", instances)[0]!)?.[1]);
        expect(subnet(`10.0.0.0/${fix}`, instances)).toEqual([]);
        expect(subnet(`10.0.0.0/${fix + 1}`, instances)).toEqual([
          expect.stringMatching(new RegExp(`; widen it to /${fix}$`)),
        ]);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a region", () => {
  test.each([
    [
      (spec: any) => (spec.vertex.location = "us-centrall1"),
      "vertex.location: 'us-centrall1' is no region of Google Cloud; did you mean 'us-central1'?",
    ],
    [
      (spec: any) => (spec.regions["us-centrl1"] = { subnetRange: "10.40.0.0/20" }),
      "regions.us-centrl1: 'us-centrl1' is no region of Google Cloud; did you mean 'us-central1'?",
    ],
    [
      (spec: any) => (spec.vertex.location = "moon-north1"),
      "vertex.location: 'moon-north1' is no region of Google Cloud; add a new one to contract/regions.ts",
    ],
  ])("%s is one that Google has", (change, message) => {
    expect(issuesOf("dev", change)).toEqual([`environments/dev.ts: ${message}`]);
  });

  test("of the models may be global", () => {
    expect(issuesOf("dev", (spec) => (spec.vertex.location = "global"))).toEqual([]);
    expect(issuesOf("dev", (spec) => (spec.vertex.textLocation = "us-centrall1"))).toEqual([
      "environments/dev.ts: vertex.textLocation: 'us-centrall1' is no region of Google Cloud; did you mean 'us-central1'?",
    ]);
  });
});
