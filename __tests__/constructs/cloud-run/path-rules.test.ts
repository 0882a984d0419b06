import { describe, expect, test } from "vitest";
import { catalog } from "../../reference/catalog";
import { issuesOf } from "../../support/environments";

/** Issues of the REST service, which is the fallback and so receives every path that is not reserved. */
const rest = (change: (service: any) => void): string[] =>
  issuesOf("dev", (_, catalog) => {
    change(catalog.services.rest);
  });

const message = (field: string, path: string, reserved: string): string =>
  `environments/catalog.ts: ${field}: '${path}' never reaches the container: Cloud Run keeps ${reserved} (Google, "Known issues in Cloud Run", reserved URL paths); choose another, such as '/health'`;

const endsInZ = "paths that end in 'z', like '/healthz'";
const belowAh = "every path below '/_ah/'";
const reserved: [path: string, why: string][] = [
  ["/eventlog", "'/eventlog'"],
  ["/_ah/health", belowAh],
  ["/healthz", endsInZ],
  ["/status/varz", endsInZ],
  ["/HEALTHZ", endsInZ],
];

describe("a path that Cloud Run keeps for itself", () => {
  test.each(reserved)("is no health path: %s", (path, why) => {
    expect(rest((service) => (service.health.path = path))).toEqual([message("services.rest.health.path", path, why)]);
  });

  test.each([...reserved, ["/_ah/*", belowAh] as const])("is not routed: %s", (path, why) => {
    const last = catalog.services.rest!.route!.paths.length;
    expect(rest((service) => service.route.paths.push(path))).toEqual([
      message(`services.rest.route.paths.${last}`, path, why),
    ]);
  });

  test.each(reserved)("receives no pushed message: %s", (path, why) => {
    const issues = issuesOf("dev", (_, catalog) => (catalog.services.media.queues.jobs = path));
    expect(issues).toEqual([message("services.media.queues.jobs", path, why)]);
  });

  test("is none of those that only look like it", () => {
    const near = ["/eventlog/today", "/eventlogs", "/_ahead/a", "/a/_ah/b", "/zebra", "/healthz/*"];
    expect(issuesOf("dev", (_, catalog) => catalog.services.audio.route.paths.push(...near))).toEqual([]);
  });

  test("may be an object of a bucket, which Cloud Run does not serve", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.buckets["static-site"].paths = ["/quiz"]))).toEqual([]);
  });
});
