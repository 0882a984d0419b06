import { describe, expect, test } from "vitest";
import type { Environment } from "../../../contract/environment";
import { loadBalancerIssues } from "../../../constructs/load-balancing/rules";
import { environment, specs } from "../../support/environments";

/** Issues of an environment with these values, whatever else the contract would say. */
const issues = (change: Partial<Environment>, name: keyof typeof specs = "prod"): string[] =>
  loadBalancerIssues({
    environment: { ...environment(name), ...change },
    file: `environments/${name}.ts`,
    overrides: {},
    at: (service, field) => ({ file: `environments/${name}.ts`, field: `services.${service}.${field}` }),
  }).map(({ file, field, message }) => `${file}: ${field}: ${message}`);

const { buckets, services } = environment("prod");
/** The buckets without signed delivery; the site is kept. */
const undelivered = Object.fromEntries(
  Object.entries(buckets).map(([key, entry]) => [
    key,
    entry.contents === "records" ? { ...entry, signedDelivery: undefined } : entry,
  ]),
);
const withoutReaders = services.map((service) => ({ ...service, env: {} }));

describe("signed delivery", () => {
  test.each(Object.keys(specs) as (keyof typeof specs)[])("of %s breaks no rule", (name) => {
    expect(issues({}, name)).toEqual([]);
  });

  test("takes keys where a bucket is delivered, and none before the first is added", () => {
    expect(issues({ signedUrlKeys: ["assets-v2", "assets-v1"] })).toEqual([]);
    expect(issues({ signedUrlKeys: [] })).toEqual([]);
  });

  test("takes no key where no bucket is delivered, also where a site is", () => {
    expect(undelivered["static-site"]?.contents).toBe("site");
    expect(
      issues({ buckets: undelivered, services: withoutReaders, signedUrlKeys: ["assets-v2", "assets-v1"] }),
    ).toEqual([
      "environments/prod.ts: signedUrlKeys: names 'assets-v2', 'assets-v1', but no bucket in catalog.ts has signedDelivery, so no backend can have a key; set it to [] or give a bucket of records signedDelivery",
    ]);
  });

  test("is declared where a service reads the key's name", () => {
    expect(issues({ buckets: undelivered })).toEqual([
      "environments/catalog.ts: services.media.env.CDN_SIGNING_KEY_NAME: reads signedUrlKeyName, but no bucket has signedDelivery, so a signed URL would open nothing; remove it or give a bucket of records signedDelivery",
    ]);
  });

  test("says both at once, and names every reader", () => {
    const readers = services.slice(0, 2).map((service) => ({
      ...service,
      env: {
        NAME: { from: "signedUrlKeyName" as const },
        LITERAL: "signedUrlKeyName",
        OTHER: { from: "projectId" as const },
      },
    }));
    expect(
      issues({ buckets: undelivered, services: readers, signedUrlKeys: ["assets-v1"] }).map(
        (line) => line.split(": ")[1],
      ),
    ).toEqual(["signedUrlKeys", ...readers.map(({ slug }) => `services.${slug}.env.NAME`)]);
  });

  test("is not missed where nobody asks for it", () => {
    expect(issues({ buckets: undelivered, services: withoutReaders })).toEqual([]);
  });
});
