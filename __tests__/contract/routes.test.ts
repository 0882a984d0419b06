import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { pushPaths } from "../../contract/queues";
import { cdnOrigins, cdnOriginOf, hostRoutes, matchesPath } from "../../contract/routes";
import { unrouted } from "../constructs/fixtures";
import { environment } from "../support/environments";

describe("a pattern", () => {
  test.each([
    ["/ws/*", "/ws/audio", true],
    ["/ws/*", "/ws/", true],
    ["/ws/*", "/ws/audio/*", true],
    ["/ws/*", "/ws/*", true],
    ["/ws/*", "/ws", false],
    ["/ws/*", "/wss/audio", false],
    ["/ws", "/ws", true],
    ["/ws", "/ws/", false],
    ["/ws", "/ws/audio", false],
    ["/*", "/", true],
    ["/*", "/anything/below", true],
    ["/a.b", "/axb", false],
  ])("%s against %s: %s", (pattern, path, matches) => {
    expect(matchesPath(pattern, path)).toBe(matches);
  });

  test("matches itself, and with a final star everything below it", () => {
    const path = fc.stringMatching(/^(\/[a-z0-9._-]{1,5}){1,3}$/);
    fc.assert(
      fc.property(path, path, (outer, inner) => {
        expect(matchesPath(outer, outer)).toBe(true);
        expect(matchesPath(`${outer}/*`, `${outer}${inner}`)).toBe(true);
        expect(matchesPath(outer, `${outer}${inner}`)).toBe(false);
        expect(matchesPath(`${outer}/*`, outer)).toBe(false);
      }),
    );
  });
});

describe("what the CDN delivers of a bucket", () => {
  test("is all of a site, for everybody", () => {
    const site = { contents: "site", paths: ["/a", "/b/*"], cacheMode: "USE_ORIGIN_HEADERS" } as const;
    expect(cdnOriginOf({ ...site, paths: [...site.paths] })).toEqual({
      paths: ["/a", "/b/*"],
      cacheMode: "USE_ORIGIN_HEADERS",
      signed: false,
    });
  });

  test("is the signed delivery of records", () => {
    const signedDelivery = { paths: ["/a/*", "/c"], cacheMode: "FORCE_CACHE_ALL" as const };
    expect(cdnOriginOf({ contents: "records", browserUploads: false, signedDelivery })).toEqual({
      ...signedDelivery,
      signed: true,
    });
  });

  test("is nothing where services alone or people read it", () => {
    expect(cdnOriginOf({ contents: "records", browserUploads: true })).toBeUndefined();
    expect(cdnOriginOf({ contents: "cache", expireAfterDays: 1 })).toBeUndefined();
    expect(cdnOriginOf({ contents: "logs" })).toBeUndefined();
  });

  test("comes in the order of the keys, whatever the order of the entries", () => {
    const { buckets } = environment("dev");
    const reversed = Object.fromEntries(Object.entries(buckets).reverse());
    for (const entries of [buckets, reversed]) {
      expect(cdnOrigins({ buckets: entries }).map(([bucket]) => bucket)).toEqual(["assets", "static-site"]);
    }
  });
});

describe("the paths of pushes", () => {
  test("reach no bucket and no service from outside, in any real environment", () => {
    for (const name of ["dev", "staging", "prod"] as const) {
      const of = environment(name);
      const pushed = of.services.flatMap((service) => pushPaths(service).map((path) => ({ key: service.slug, path })));
      expect(pushed).toEqual([{ key: "media", path: "/process-job" }]);
      const taken = hostRoutes(of).flatMap(({ fallback, rules }) => [
        ...(fallback === "media" ? ["fallback"] : []),
        ...rules
          .filter(({ target }) => "service" in target && target.service === "media")
          .flatMap(({ paths }) => paths.filter((pattern) => matchesPath(pattern, "/process-job"))),
      ]);
      expect(taken).toEqual([]);
    }
  });
});

describe("the routing table", () => {
  test("sends every host's paths to their owners, and the rest to the fallback", () => {
    expect(hostRoutes(environment("prod"))).toEqual([
      {
        host: "app.example.com",
        domain: "app.example.com",
        label: undefined,
        key: undefined,
        fallback: "rest",
        rules: [
          { target: { service: "audio" }, paths: ["/ws/audio/*", "/ws/health"] },
          { target: { service: "rest" }, paths: ["/api/*", "/health"] },
          { target: { bucket: "assets" }, paths: ["/assets/*"] },
          { target: { bucket: "static-site" }, paths: ["/static/*"] },
        ],
      },
      {
        host: "conversation.app.example.com",
        domain: "app.example.com",
        label: "conversation",
        key: "conversation",
        fallback: "rest",
        rules: [{ target: { service: "conversation" }, paths: ["/*"] }],
      },
      {
        host: "gateway.app.example.com",
        domain: "app.example.com",
        label: "gateway",
        key: "gateway",
        fallback: "rest",
        rules: [{ target: { service: "gateway" }, paths: ["/*"] }],
      },
      {
        host: "media.app.example.com",
        domain: "app.example.com",
        label: "media",
        key: "media",
        fallback: "rest",
        rules: [
          {
            target: { service: "media" },
            paths: ["/health", "/status", "/status/*", "/docs", "/openapi.json", "/generate", "/videos", "/videos/*"],
          },
        ],
      },
      {
        host: "realtime.app.example.com",
        domain: "app.example.com",
        label: "realtime",
        key: "realtime",
        fallback: "rest",
        rules: [{ target: { service: "realtime" }, paths: ["/*"] }],
      },
    ]);
  });

  test("has no line for a bucket that delivers nothing", () => {
    const [domain] = hostRoutes(
      environment("dev", (_, catalog) => {
        catalog.buckets.assets = { contents: "records" };
        delete catalog.services.media!.env!.CDN_SIGNING_KEY_NAME;
      }),
    );
    expect(domain?.rules.map(({ target }) => target)).toEqual([
      { service: "audio" },
      { service: "rest" },
      { bucket: "static-site" },
    ]);
  });

  test("has no line for an internal service", () => {
    const routes = hostRoutes(environment("dev", unrouted("media")));
    expect(routes.map(({ label }) => label)).toEqual([undefined, "conversation", "gateway", "realtime"]);
  });

  test("lists a host once that two services share", () => {
    const routes = hostRoutes(
      environment("dev", (_, catalog) => {
        catalog.services.gateway!.route = { host: "media", paths: ["/gateway/*", "/health-of-gateway"] };
        catalog.services.gateway!.health.path = "/health-of-gateway";
      }),
    );
    expect(routes.find(({ label }) => label === "media")?.rules.map(({ target }) => target)).toEqual([
      { service: "gateway" },
      { service: "media" },
    ]);
  });

  test("does not depend on the order in which services and buckets are written", () => {
    const reversed = environment("dev", (_, catalog) => {
      catalog.services = Object.fromEntries(Object.entries(catalog.services).reverse());
      catalog.buckets = Object.fromEntries(Object.entries(catalog.buckets).reverse());
    });
    expect(hostRoutes(reversed)).toEqual(hostRoutes(environment("dev")));
  });
});
