import { describe, expect, test } from "vitest";
import type { Construct } from "constructs";
import { BucketBackend } from "../../../constructs/load-balancing/bucket-backend";
import { securityHeaders } from "../../../constructs/load-balancing/security-headers";
import type { Environment } from "../../../contract/environment";
import { cdnOriginOf } from "../../../contract/routes";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { all, expectEqualAddresses, idOf, only, type Change } from "../fixtures";

const build = (scope: Construct, of: Environment, bucket: string): void => {
  new BucketBackend(scope, "Backend", { environment: of, bucket, cdn: cdnOriginOf(of.buckets[bucket]!)! });
};
const synthesized = (bucket: string, change: Change = () => {}): Synthesized =>
  synthesize((scope) => {
    build(scope, environment("dev", change), bucket);
  });
const backend = (synth: Synthesized): Attributes => only(synth, "google_compute_backend_bucket");

type CacheMode = "CACHE_ALL_STATIC" | "FORCE_CACHE_ALL" | "USE_ORIGIN_HEADERS";
const lifetimes: [CacheMode, Record<string, number>][] = [
  ["CACHE_ALL_STATIC", { default_ttl: 3600, max_ttl: 86400, client_ttl: 3600 }],
  ["FORCE_CACHE_ALL", { default_ttl: 86400, client_ttl: 3600 }],
  ["USE_ORIGIN_HEADERS", {}],
];
/** CDN policy of every bucket, whatever its cache mode. */
const common = {
  negative_caching: true,
  negative_caching_policy: [
    { code: 404, ttl: 60 },
    { code: 410, ttl: 60 },
  ],
  serve_while_stale: 86400,
  request_coalescing: true,
};

const site =
  (cacheMode: CacheMode): Change =>
  (_, catalog) => {
    catalog.buckets["static-site"] = { contents: "site", paths: ["/static/*"], cacheMode };
  };
const assets =
  (cacheMode: CacheMode): Change =>
  (_, catalog) => {
    catalog.buckets.assets = { contents: "records", signedDelivery: { paths: ["/assets/*"], cacheMode } };
  };
const keys =
  (...names: string[]): Change =>
  (spec) => {
    spec.signedUrlKeys = names;
  };

describe("BucketBackend of a site", () => {
  const synth = synthesized("static-site");

  test("answers from the bucket through the CDN, with the headers of every backend", () => {
    expect(backend(synth)).toEqual({
      name: "parley-static-site-backend",
      description: "Static content",
      bucket_name: "parley-audio-dev-static-site",
      enable_cdn: true,
      compression_mode: "AUTOMATIC",
      custom_response_headers: [...securityHeaders],
      cdn_policy: { cache_mode: "CACHE_ALL_STATIC", default_ttl: 3600, max_ttl: 86400, client_ttl: 3600, ...common },
    });
  });

  test.each(lifetimes)("sets in mode %s the lifetimes that the mode takes, and no other", (mode, ttls) => {
    expect(backend(synthesized("static-site", site(mode))).cdn_policy).toEqual({
      cache_mode: mode,
      ...ttls,
      ...common,
    });
  });

  test("lets the load balancer's agent alone read the bucket, once Google has made that agent", () => {
    expect(only(synth, "google_storage_bucket_iam_member")).toEqual({
      bucket: "parley-audio-dev-static-site",
      role: "roles/storage.objectViewer",
      member: "serviceAccount:service-100000000001@https-lb.iam.gserviceaccount.com",
      depends_on: [`google_compute_backend_bucket.${idOf(synth, "google_compute_backend_bucket")}`],
    });
  });

  test("needs no key, and grants nothing more where there are some", () => {
    expect(only(synthesized("static-site", keys("assets-v1")), "google_storage_bucket_iam_member").member).toBe(
      "serviceAccount:service-100000000001@https-lb.iam.gserviceaccount.com",
    );
  });

  test("opens the bucket to nobody else", () => {
    expect(JSON.stringify(synth.json)).not.toMatch(/allUsers|allAuthenticatedUsers/);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      build(scope, of, "static-site");
    });
  });
});

describe("BucketBackend of records", () => {
  const synth = synthesized("assets", keys("assets-v2", "assets-v1"));

  test("answers signed requests through the CDN, with the headers of every backend", () => {
    expect(backend(synth)).toEqual({
      name: "parley-assets-backend",
      description: "Objects for holders of a signed URL",
      bucket_name: "parley-audio-dev-assets",
      enable_cdn: true,
      compression_mode: "AUTOMATIC",
      custom_response_headers: [...securityHeaders],
      cdn_policy: {
        cache_mode: "FORCE_CACHE_ALL",
        default_ttl: 86400,
        client_ttl: 3600,
        ...common,
        signed_url_cache_max_age_sec: 86400,
      },
    });
  });

  test.each(lifetimes)("sets in mode %s the lifetimes that the mode takes, and no other", (mode, ttls) => {
    expect(backend(synthesized("assets", all(assets(mode), keys("assets-v1")))).cdn_policy).toEqual({
      cache_mode: mode,
      ...ttls,
      ...common,
      signed_url_cache_max_age_sec: 86400,
    });
  });

  test("lets the CDN's agent alone read the bucket: the load balancer's would answer unsigned requests", () => {
    expect(only(synth, "google_storage_bucket_iam_member")).toEqual({
      bucket: "parley-audio-dev-assets",
      role: "roles/storage.objectViewer",
      member: "serviceAccount:service-100000000001@cloud-cdn-fill.iam.gserviceaccount.com",
      depends_on: [`google_compute_backend_bucket.${idOf(synth, "google_compute_backend_bucket")}`],
    });
    expect(JSON.stringify(synth.json)).not.toMatch(/https-lb|allUsers|allAuthenticatedUsers/);
  });

  test("grants nothing before the first key, since Google has not made the agent", () => {
    const none = synthesized("assets", keys());
    expect(none.all("google_storage_bucket_iam_member")).toEqual({});
    expect(backend(none)).toEqual(backend(synth));
  });

  test("never makes a key, which would lie in the state", () => {
    expect(Object.keys(synth.json.resource as Attributes).sort()).toEqual([
      "google_compute_backend_bucket",
      "google_storage_bucket_iam_member",
    ]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      build(scope, of, "assets");
    }, keys("assets-v1"));
  });
});
