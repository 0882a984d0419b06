import { describe, expect, test } from "@jest/globals";
import { securityHeaders } from "../../../constructs/load-balancer/security-headers";
import { SiteBackend } from "../../../constructs/load-balancer/site-backend";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { expectEqualAddresses, idOf, only } from "../fixtures";

describe("SiteBackend", () => {
  const synth = synthesize((scope) => {
    new SiteBackend(scope, "Site", { environment: environment("dev"), bucket: "static-site" });
  });

  test("answers from the bucket through the CDN, with the headers of every backend", () => {
    expect(only(synth, "google_compute_backend_bucket")).toEqual({
      name: "parley-static-site-backend",
      description: "Static content",
      bucket_name: "parley-audio-dev-static-site",
      enable_cdn: true,
      compression_mode: "AUTOMATIC",
      custom_response_headers: [...securityHeaders],
      cdn_policy: {
        cache_mode: "CACHE_ALL_STATIC",
        default_ttl: 3600,
        max_ttl: 86400,
        client_ttl: 3600,
        negative_caching: true,
        serve_while_stale: 86400,
        request_coalescing: true,
      },
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

  test("opens the bucket to nobody else", () => {
    expect(JSON.stringify(synth.json)).not.toMatch(/allUsers|allAuthenticatedUsers/);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new SiteBackend(scope, "Site", { environment: of, bucket: "static-site" }));
  });
});
