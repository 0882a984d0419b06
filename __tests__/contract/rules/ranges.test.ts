import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shareAnAddress, smallRange } from "../arbitraries";
import { issuesOf } from "../../support/environments";

/** Overlap issues of dev. Another rule reports cluster ranges without a cluster. */
const overlaps = (change: (spec: any) => void): string[] =>
  issuesOf("dev", change).filter((line) => !line.includes(".clusterRanges: no cluster uses it"));

describe("the ranges of one environment", () => {
  test("may touch", () => {
    expect(
      overlaps((spec) => {
        // The database's range is 10.10.16.0/20.
        spec.regions["us-central1"].clusterRanges = { pods: "10.10.32.0/20", services: "10.10.48.0/20" };
      }),
    ).toEqual([]);
  });

  test("do not overlap", () => {
    expect(
      overlaps((spec) => {
        spec.regions["us-central1"].clusterRanges = { pods: "10.10.8.0/21", services: "10.10.32.0/20" };
      }),
    ).toEqual([
      "environments/dev.ts: regions.us-central1.subnetRange: 10.10.0.0/20 overlaps 10.10.8.0/21 of regions.us-central1.clusterRanges.pods; give each range addresses of its own",
    ]);
  });

  test("do not overlap those of Google's own networks that are joined to it", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.cloudSql.privateServicesRange = "10.30.0.0/24";
        spec.cluster.controlPlaneRange = "10.32.0.0/28";
      }),
    ).toEqual([
      "environments/prod.ts: regions.us-central1.subnetRange: 10.30.0.0/20 overlaps 10.30.0.0/24 of cloudSql.privateServicesRange; give each range addresses of its own",
      "environments/prod.ts: regions.us-central1.clusterRanges.pods: 10.32.0.0/14 overlaps 10.32.0.0/28 of cluster.controlPlaneRange; give each range addresses of its own",
    ]);
    expect(
      issuesOf("prod", (spec) => {
        spec.cluster.controlPlaneRange = "10.30.31.240/28";
      }),
    ).toEqual([
      "environments/prod.ts: cloudSql.privateServicesRange: 10.30.16.0/20 overlaps 10.30.31.240/28 of cluster.controlPlaneRange; give each range addresses of its own",
    ]);
  });

  test("do not overlap between regions", () => {
    expect(issuesOf("dev", (spec) => (spec.regions["us-east1"] = { subnetRange: "10.10.0.0/19" }))).toEqual([
      "environments/dev.ts: regions.us-central1.subnetRange: 10.10.0.0/20 overlaps 10.10.0.0/19 of regions.us-east1.subnetRange; give each range addresses of its own",
      "environments/dev.ts: regions.us-east1.subnetRange: 10.10.0.0/19 overlaps 10.10.16.0/20 of cloudSql.privateServicesRange; give each range addresses of its own",
    ]);
  });

  test("are refused exactly where two of them share an address, each pair once", () => {
    fc.assert(
      fc.property(fc.tuple(smallRange, smallRange, smallRange, smallRange), (ranges) => {
        const [pods, services, otherPods, otherServices] = ranges;
        const issues = overlaps((spec) => {
          spec.regions["us-central1"].clusterRanges = { pods, services };
          spec.regions["us-east1"] = {
            subnetRange: "10.40.0.0/20",
            clusterRanges: { pods: otherPods, services: otherServices },
          };
        });
        const named = [
          "regions.us-central1.clusterRanges.pods",
          "regions.us-central1.clusterRanges.services",
          "regions.us-east1.clusterRanges.pods",
          "regions.us-east1.clusterRanges.services",
        ].map((field, index) => ({ field, range: ranges[index]! }));
        expect(issues).toEqual(
          named.flatMap((one, index) =>
            named
              .slice(index + 1)
              .filter((other) => shareAnAddress(one.range, other.range))
              .map(
                (other) =>
                  `environments/dev.ts: ${one.field}: ${one.range} overlaps ${other.range} of ${other.field}; give each range addresses of its own`,
              ),
          ),
        );
      }),
      { numRuns: 50 },
    );
  });
});
