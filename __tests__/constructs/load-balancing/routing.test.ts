import { describe, expect, test } from "vitest";
import { hostResourceName } from "../../../constructs/load-balancing/names";
import { Routing } from "../../../constructs/load-balancing/routing";
import type { Environment } from "../../../contract/environment";
import type { RouteTarget } from "../../../contract/routes";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { all, expectEqualAddresses, only, rerouted, unrouted } from "../fixtures";

/** One service with a host of its own, one without, the fallback, a site and signed records. */
const small = all(
  ...["conversation", "gateway", "realtime"].map(unrouted),
  rerouted("media", { host: "media", paths: ["/generate", "/videos/*", "/health"] }),
  rerouted("audio", { paths: ["/ws/audio/*", "/ws/health"] }),
  rerouted("rest", { paths: ["/api/*", "/health"], fallback: true }),
);
const keyOf = (target: RouteTarget): string => ("service" in target ? target.service : target.bucket);
const urlMap = (of: Environment): Attributes =>
  only(
    synthesize((scope) => {
      new Routing(scope, "Routing", { environment: of, backendOf: (target) => `backend/${keyOf(target)}` });
    }),
    "google_compute_url_map",
  );

describe("Routing", () => {
  const dev = environment("dev", small);
  const main = hostResourceName(dev, "dev.app.example.com");
  const media = hostResourceName(dev, "media.dev.app.example.com");

  test("sends each host's paths to their service or bucket, and all else to the fallback", () => {
    expect(urlMap(dev)).toEqual({
      name: "parley-routing",
      description: "Routes of the public services",
      default_service: "backend/rest",
      host_rule: [
        { hosts: ["dev.app.example.com"], path_matcher: main },
        { hosts: ["media.dev.app.example.com"], path_matcher: media },
      ],
      path_matcher: [
        {
          name: main,
          default_service: "backend/rest",
          path_rule: [
            { paths: ["/ws/audio/*", "/ws/health"], service: "backend/audio" },
            { paths: ["/api/*", "/health"], service: "backend/rest" },
            { paths: ["/assets/*"], service: "backend/assets" },
            { paths: ["/static/*"], service: "backend/static-site" },
          ],
        },
        {
          name: media,
          default_service: "backend/rest",
          path_rule: [{ paths: ["/generate", "/videos/*", "/health"], service: "backend/media" }],
        },
      ],
    });
  });

  test("has no route to a service without one", () => {
    expect(JSON.stringify(urlMap(dev))).not.toContain("backend/gateway");
  });

  test("leads no path of a service's own host to it that it does not list", () => {
    const [, ofMedia] = urlMap(dev).path_matcher as Attributes[];
    expect(ofMedia!.default_service).toBe("backend/rest");
    expect(JSON.stringify(ofMedia)).not.toContain("/process-job");
  });

  test("gives every host a matcher and every matcher a host", () => {
    const map = urlMap(environment("prod"));
    expect((map.path_matcher as Attributes[]).map(({ name }) => name as string)).toEqual(
      (map.host_rule as Attributes[]).map(({ path_matcher: matcher }) => matcher as string),
    );
  });

  test("has the same address in every environment", () => {
    expectEqualAddresses((scope, of) => new Routing(scope, "Routing", { environment: of, backendOf: keyOf }));
  });
});
