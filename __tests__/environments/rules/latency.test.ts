import { describe, expect, test } from "@jest/globals";
import { faultsOf } from "../../support/environments";

describe("figures of latency", () => {
  test("at the 99th percentile are not below those at the 95th", () => {
    expect(faultsOf("prod", (_, platform) => (platform.services.rest.latencyP99Milliseconds = 1500))).toEqual([
      "environments/platform.ts: services.rest.latencyP99Milliseconds: 1500 is below latencyP95Milliseconds, which is 2000; raise it to 2000 or more",
    ]);
  });

  test("may be equal", () => {
    expect(faultsOf("prod", (_, platform) => (platform.services.rest.latencyP99Milliseconds = 2000))).toEqual([]);
  });

  test("of a path are for paths of the route alone, which the load balancer measures", () => {
    expect(
      faultsOf("prod", (_, platform) => {
        platform.services.media.pathLatencyP99Milliseconds = { "/generat": 2000, "/videos/new": 100 };
      }),
    ).toEqual([
      "environments/platform.ts: services.media.pathLatencyP99Milliseconds./generat: is no path of the route, so the load balancer does not measure it; add it to route.paths or remove it here",
      "environments/platform.ts: services.media.pathLatencyP99Milliseconds./videos/new: is no path of the route, so the load balancer does not measure it; its requests are counted under '/videos/*'; give it a rule of its own in route.paths",
    ]);
  });

  test("of an internal service name no path", () => {
    expect(
      faultsOf("prod", (_, platform) => {
        delete platform.services.gateway.route;
        platform.services.gateway.pathLatencyP99Milliseconds = { "/health": 50 };
      })[0],
    ).toContain("services.gateway.pathLatencyP99Milliseconds./health: is no path of the route");
  });
});
