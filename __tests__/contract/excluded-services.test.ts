import { describe, expect, test } from "vitest";
import { defineEnvironment } from "../../contract/define-environment";
import type { Environment } from "../../contract/environment";
import { catalog } from "../reference/catalog";
import { dev } from "../reference/dev";
import { issuesOf } from "../support/environments";

const without = <T>(entries: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).filter(([one]) => one !== key));

/** The reference's first environment without a service, its override and its usage. */
function devWithout(service?: string, entries = catalog): Environment {
  const spec = structuredClone(dev);
  if (service !== undefined) {
    spec.excludedServices = [service];
    spec.services = without(spec.services, service);
    spec.usage.services = without(spec.usage.services, service);
  }
  return defineEnvironment("dev", spec, entries);
}

describe("an excluded service", () => {
  test("takes the queue that it receives, the database that it owns and the secrets that only it uses with it", () => {
    const [whole, less] = [devWithout(), devWithout("media")];
    const slugs = ({ services }: Environment): string[] => services.map(({ slug }) => slug);
    expect(slugs(whole).filter((slug) => !slugs(less).includes(slug))).toEqual(["media"]);
    expect([Object.keys(whole.queues), Object.keys(less.queues)]).toEqual([["jobs"], []]);
    expect([Object.keys(whole.databases), Object.keys(less.databases)]).toEqual([["clone", "production"], ["clone"]]);
    const used = less.services.flatMap(({ secrets }) => Object.values(secrets));
    expect(Object.keys(less.secrets).sort()).toEqual([...new Set(used)].sort());
    expect(less.buckets).toEqual(whole.buckets);
  });

  test("leaves a secret that another service uses too", () => {
    const entries = structuredClone(catalog);
    entries.services["rest"]!.secrets = { GEMINI_API_KEY: "gemini-api-key" };
    delete entries.secrets["anthropic-api-key"];
    expect(Object.keys(devWithout("media").secrets)).not.toContain("gemini-api-key");
    expect(Object.keys(devWithout("media", entries).secrets)).toContain("gemini-api-key");
  });

  test("takes no version of a secret that goes with it", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.excludedServices = ["media"];
        delete spec.services["media"];
        delete spec.usage.services["media"];
        spec.secretVersions = { "suno-api-key": 2 };
      }),
    ).toEqual([
      "environments/dev.ts: secretVersions.suno-api-key: pins a secret that only services of excludedServices use, so this environment has none; remove the line",
    ]);
  });

  test("must be one that there is, once, and neither overridden nor used", () => {
    expect(issuesOf("dev", (spec) => (spec.excludedServices = ["medai"]))).toEqual([
      "environments/dev.ts: excludedServices: no service 'medai' in environments/catalog.ts; did you mean 'media'?",
    ]);
    expect(issuesOf("dev", (spec) => (spec.excludedServices = ["media", "media"]))).toEqual([
      "environments/dev.ts: excludedServices: names a service twice",
    ]);
    expect(issuesOf("dev", (spec) => (spec.excludedServices = ["media"]))).toEqual([
      "environments/dev.ts: services.media: overrides a service that excludedServices takes out of this environment; remove one of the two",
    ]);
    expect(
      issuesOf("dev", (spec) => {
        spec.excludedServices = ["media"];
        delete spec.services["media"];
      }),
    ).toEqual([
      "environments/dev.ts: usage.services.media: is the usage of a service that excludedServices takes out of this environment; remove one of the two",
    ]);
  });

  test("is refused where a variable names its queue, and where it is the fallback", () => {
    const refused = (service: string, change: (entries: any) => void = () => {}): string[] =>
      issuesOf("dev", (spec, entries) => {
        spec.excludedServices = [service];
        Reflect.deleteProperty(spec.services, service);
        change(entries);
      });
    expect(refused("media", ({ services }) => (services.rest.env.JOBS = { topic: "jobs" }))).toEqual([
      "environments/dev.ts: excludedServices: 'media' receives the queue 'jobs', which 'rest' uses; keep 'media', or exclude 'rest' too",
    ]);
    expect(refused("rest")).toEqual([
      "environments/dev.ts: excludedServices: 'rest' is the fallback, which answers requests that match no path; keep it, or move route.fallback in environments/catalog.ts",
    ]);
  });

  test("is refused where another one needs its queue or its database, which is reported once", () => {
    expect(
      issuesOf("dev", (spec, entries) => {
        spec.excludedServices = ["media"];
        delete spec.services["media"];
        entries.services["rest"]!.publishes = ["jobs"];
        entries.services["rest"]!.cloudSql = "production";
      }).filter((issue) => !issue.includes("usage")),
    ).toEqual([
      "environments/dev.ts: excludedServices: 'media' receives the queue 'jobs', which 'rest' uses; keep 'media', or exclude 'rest' too",
      "environments/dev.ts: excludedServices: 'media' owns the database 'production', which 'rest' uses; keep 'media', or exclude 'rest' too",
    ]);
  });
});
