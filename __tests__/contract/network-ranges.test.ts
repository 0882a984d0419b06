import { describe, expect, test } from "vitest";
import { networkRanges } from "../../contract/network-ranges";
import { environment } from "../support/environments";

describe("the ranges of an environment", () => {
  test("are those of its subnets, its cluster and its database, each with its field", () => {
    expect(networkRanges(environment("prod"))).toEqual([
      { field: "regions.us-central1.subnetRange", range: "10.30.0.0/20" },
      { field: "regions.us-central1.clusterRanges.pods", range: "10.32.0.0/14" },
      { field: "regions.us-central1.clusterRanges.services", range: "10.31.0.0/20" },
      { field: "cloudSql.privateServicesRange", range: "10.30.16.0/20" },
      { field: "cluster.controlPlaneRange", range: "10.30.32.0/28" },
    ]);
  });

  test("are those of its subnets alone where it has neither cluster nor database", () => {
    const bare = { ...environment("dev"), cloudSql: undefined };
    expect(networkRanges(bare)).toEqual([{ field: "regions.us-central1.subnetRange", range: "10.10.0.0/20" }]);
  });
});
