import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { rerouted, unrouted } from "../../constructs/fixtures";
import { issuesOf } from "../../support/environments";

const line = (field: string, message: string): string => `environments/catalog.ts: ${field}: ${message}`;

/** Issues with these paths added to the audio service, which answers at the domain itself. */
const audioPaths = (...paths: string[]): string[] =>
  issuesOf("dev", (_, catalog) => catalog.services.audio.route.paths.push(...paths));

/** Issues with a bucket of records that delivers these paths to signed URLs. */
const delivered = (bucket: string, ...paths: string[]): string[] =>
  issuesOf("dev", (_, catalog) => {
    catalog.buckets[bucket].signedDelivery = { paths, cacheMode: "FORCE_CACHE_ALL" };
  });

describe("a path", () => {
  test("may be listed beside another one", () => {
    expect(audioPaths("/api", "/apis/*", "/status")).toEqual([]);
  });

  test("may be the same on another host", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.services.audio.route = { host: "audio", paths: ["/health", "/api/*", "/ws/health"] };
      }),
    ).toEqual([]);
  });

  test("has one owner", () => {
    expect(audioPaths("/health")).toEqual([
      line(
        "services.rest.route.paths",
        "'/health' is taken: 'audio' has the same path on the environment's domain; give 'rest' another path or a host of its own",
      ),
    ]);
  });

  test("has one owner among services and the static site", () => {
    expect(audioPaths("/static/*")).toEqual([
      line(
        "buckets.static-site.paths",
        "'/static/*' is taken: 'audio' has the same path on the environment's domain; give 'static-site' another path or a host of its own",
      ),
    ]);
  });

  test("has one owner among services and the buckets that deliver to signed URLs", () => {
    expect(audioPaths("/assets/*")).toEqual([
      line(
        "buckets.assets.signedDelivery.paths",
        "'/assets/*' is taken: 'audio' has the same path on the environment's domain; give 'assets' another path or a host of its own",
      ),
    ]);
    expect(audioPaths("/assets/live")).toEqual([
      line(
        "services.audio.route.paths",
        "'/assets/live' lies under '/assets/*' of 'assets' and would take its requests; give 'audio' another path or a host of its own",
      ),
    ]);
    expect(delivered("assets", "/api/assets/*")).toEqual([
      line(
        "buckets.assets.signedDelivery.paths",
        "'/api/assets/*' lies under '/api/*' of 'rest' and would take its requests; give 'assets' another path or a host of its own",
      ),
    ]);
  });

  test("has one owner among buckets, delivered to everybody or to signed URLs", () => {
    expect(delivered("assets", "/static/*")).toEqual([
      line(
        "buckets.static-site.paths",
        "'/static/*' is taken: 'assets' has the same path on the environment's domain; give 'static-site' another path or a host of its own",
      ),
    ]);
    expect(delivered("uploads", "/assets/originals/*")).toEqual([
      line(
        "buckets.uploads.signedDelivery.paths",
        "'/assets/originals/*' lies under '/assets/*' of 'assets' and would take its requests; give 'uploads' another path or a host of its own",
      ),
    ]);
  });

  test("of a bucket may be a service's on a host of its own", () => {
    expect(delivered("assets", "/generate", "/videos/*")).toEqual([]);
  });

  test("of a bucket covers no other one of the same bucket, which would change nothing", () => {
    expect(delivered("assets", "/assets/*", "/assets/a", "/assets/b/*")).toEqual([
      line(
        "buckets.assets.signedDelivery.paths",
        "'/assets/*' covers '/assets/a', '/assets/b/*' already; remove what it covers",
      ),
    ]);
    expect(issuesOf("dev", (_, catalog) => catalog.buckets["static-site"].paths.push("/static/*"))).toEqual([
      line("buckets.static-site.paths", "'/static/*' covers '/static/*' already; remove what it covers"),
    ]);
  });

  test("has one owner where a service and the static site have the same key", () => {
    const twin = (path: string): string[] =>
      issuesOf("dev", (_, catalog) => {
        const { gateway } = catalog.services;
        const route = { paths: [path] };
        const health = { ...gateway.health, path: "/static/health" };
        catalog.services["static-site"] = { ...gateway, route, health };
      });
    expect(twin("/static/*")).toEqual([
      line(
        "buckets.static-site.paths",
        "'/static/*' is taken: 'static-site' has the same path on the environment's domain; give 'static-site' another path or a host of its own",
      ),
    ]);
    expect(twin("/static/health")).toEqual([
      line(
        "services.static-site.route.paths",
        "'/static/health' lies under '/static/*' of 'static-site' and would take its requests; give 'static-site' another path or a host of its own",
      ),
    ]);
  });

  test("is written once by its owner", () => {
    expect(audioPaths("/ws/health")).toEqual([
      line("services.audio.route.paths", "'/ws/health' covers '/ws/health' already; remove what it covers"),
    ]);
  });

  test("does not take requests under another service's path, whichever is declared first", () => {
    expect(audioPaths("/api/audio")).toEqual([
      line(
        "services.audio.route.paths",
        "'/api/audio' lies under '/api/*' of 'rest' and would take its requests; give 'audio' another path or a host of its own",
      ),
    ]);
    expect(issuesOf("dev", (_, catalog) => catalog.services.rest.route.paths.push("/ws/audio/rest/*"))).toEqual([
      line(
        "services.rest.route.paths",
        "'/ws/audio/rest/*' lies under '/ws/audio/*' of 'audio' and would take its requests; give 'rest' another path or a host of its own",
      ),
    ]);
  });

  test("covers no other one of the same service, which would change nothing", () => {
    expect(audioPaths("/ws/audio/stream", "/ws/audio/rooms/*")).toEqual([
      line(
        "services.audio.route.paths",
        "'/ws/audio/*' covers '/ws/audio/stream', '/ws/audio/rooms/*' already; remove what it covers",
      ),
    ]);
  });

  test("is refused on a host of its own, which is named", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.services.gateway.route.host = "shared";
        catalog.services.realtime.route.host = "shared";
      }),
    ).toEqual([
      line(
        "services.realtime.route.paths",
        "'/*' is taken: 'gateway' has the same path on the host 'shared'; give 'realtime' another path or a host of its own",
      ),
    ]);
  });

  test("is always refused where two services have the same one, naming both", () => {
    const services = ["audio", "conversation", "gateway", "media", "realtime", "rest"];
    fc.assert(
      fc.property(
        fc.subarray(services, { minLength: 2, maxLength: 2 }),
        // What ends in 'z' is refused before, since Cloud Run keeps it.
        fc.stringMatching(/^(\/[a-z0-9_-]{0,5}[a-y0-9]){1,3}(\/\*)?$/),
        fc.option(fc.stringMatching(/^[a-z]{1,5}$/), { nil: undefined }),
        (pair, path, host) => {
          const [first, second] = [...pair].sort() as [string, string];
          const issues = issuesOf("dev", (_, catalog) => {
            for (const key of pair)
              catalog.services[key].route = { ...catalog.services[key].route, host, paths: [path] };
          });
          const named = new RegExp(
            `^environments/catalog\\.ts: services\\.${second}\\.route\\.paths: '${path.replace("*", "\\*")}' is taken: '${first}' has the same path .*; give '${second}' another path or a host of its own$`,
          );
          expect(issues).toContainEqual(expect.stringMatching(named));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("the fallback", () => {
  test("is missing if no service takes it", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.route.fallback = false))).toEqual([
      line("services", "exactly one routed service must have route.fallback, got 0; set it to true on one of them"),
    ]);
  });

  test("is one service, not two", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.audio.route.fallback = true))).toEqual([
      line(
        "services",
        "exactly one routed service must have route.fallback, got 2: 'audio', 'rest'; remove it from all but one",
      ),
    ]);
  });

  test("answers at the domain itself", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.route.host = "rest"))).toEqual([
      line(
        "services.rest.route.fallback",
        "takes what no path of the environment's domain matches, so it cannot have a host of its own; remove host",
      ),
    ]);
  });
});

describe("the path of a push", () => {
  test("is not routed", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.media.queues = { jobs: "/jobs" }))).toEqual([]);
  });

  test.each([
    ["/process-job", "/process-job", "remove it"],
    ["/process-job/*", "/process-job/retry", "list the public paths one by one"],
    ["/*", "/process-job", "list the public paths one by one"],
  ])("is not let in by %s", (pattern, path, fix) => {
    const issues = issuesOf("dev", (_, catalog) => {
      catalog.services.media.route.paths = ["/health", pattern];
      catalog.services.media.queues = { jobs: path };
    }).filter((issue) => issue.includes("internal path"));
    expect(issues).toEqual([
      line(
        "services.media.route.paths",
        `'${pattern}' lets '${path}' in from outside, which is an internal path; ${fix}`,
      ),
    ]);
  });

  test("is not let in by any path of the service that matches it, and by no other", () => {
    const path = fc.stringMatching(/^(\/[ab]{1,2}){1,3}$/);
    const pattern = fc.tuple(path, fc.constantFrom("", "/*")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(path, pattern, (pushed, routed) => {
        const issues = issuesOf("dev", (spec, catalog) => {
          rerouted("media", { host: "media", paths: ["/health", routed] })(spec, catalog);
          catalog.services.media.queues = { jobs: pushed };
        });
        const reachable = routed.endsWith("/*") ? pushed.startsWith(routed.slice(0, -1)) : routed === pushed;
        expect(issues.length).toBe(reachable ? 1 : 0);
      }),
      { numRuns: 80 },
    );
  });

  test.each([
    "process-job",
    "/internal/*",
    "/process-job/",
    "//",
    "/a/../process-job",
    "/..",
    "https://media.example.com/process-job",
    "",
  ])("is not '%s', but one exact path", (path) => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.media.queues.jobs = path))).toEqual([
      line(
        "services.media.queues.jobs",
        `must be 'pull' or one exact path that starts with '/', like '/process-job', got '${path}'`,
      ),
    ]);
  });

  test("leaves every path to a service that asks for its messages", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.services.media.queues = { jobs: "pull" };
        catalog.services.media.route.paths.push("/process-job");
      }),
    ).toEqual([]);
  });

  test("is none of the fallback's, which takes every path", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.services.media.queues = {};
        delete catalog.services.media.env.PUBSUB_SUBSCRIPTION_NAME;
        catalog.services.rest.queues = { jobs: "/jobs" };
      }),
    ).toEqual([
      line(
        "services.rest.route.fallback",
        "takes every path that no other service has, so '/jobs' is reachable from outside, which is an internal path; let another service be the fallback",
      ),
    ]);
  });

  test("of a service without a route is not reachable at all", () => {
    expect(issuesOf("dev", unrouted("media"))).toEqual([]);
  });
});

describe("the health path of a routed service", () => {
  test("may be any path of the service, or of the fallback", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.audio.health.path = "/ws/audio/health"))).toEqual([]);
    expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.health.path = "/live"))).toEqual([]);
  });

  test.each(["/ws/health", "/ws/audio/health", "/static/health", "/assets/health"])(
    "of the fallback is not another one's path, such as %s",
    (path) => {
      expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.health.path = path))).toEqual([
        line(
          "services.rest.health.path",
          `'${path}' is not routed to the service, so the uptime check could not reach it; add it to route.paths`,
        ),
      ]);
    },
  );

  test("is routed to the service, since the uptime check comes from outside", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.audio.health.path = "/ws/audio"))).toEqual([
      line(
        "services.audio.health.path",
        "'/ws/audio' is not routed to the service, so the uptime check could not reach it; add it to route.paths",
      ),
    ]);
  });
});
