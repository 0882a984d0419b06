import { describe, expect, test } from "vitest";
import { Frontend } from "../../../constructs/load-balancing/frontend";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, list, named, only, reference } from "../fixtures";

const urlMap = "projects/p/global/urlMaps/routing";
const certificateMap = "//certificatemanager.googleapis.com/projects/p/locations/global/certificateMaps/m";
const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    new Frontend(scope, "Frontend", { environment: of, urlMap, certificateMap });
  });
const global = "projects/parley-audio-dev/global";
const ruleType = "google_compute_global_forwarding_rule";

describe("Frontend", () => {
  const synth = synthesized(environment("dev"));
  const address = `${global}/addresses/${reference(synth, "google_compute_global_address")}`;

  test("has one address, which a disposable environment gives back", () => {
    expect(only(synth, "google_compute_global_address")).toEqual({
      name: "parley-lb-ip",
      description: "Address of the load balancer; DNS points here",
      lifecycle: { prevent_destroy: false },
    });
  });

  test("never gives back a protected environment's address", () => {
    expect(only(synthesized(environment("prod")), "google_compute_global_address").lifecycle).toEqual({
      prevent_destroy: true,
    });
  });

  test("speaks TLS 1.2 or newer", () => {
    expect(only(synth, "google_compute_ssl_policy")).toEqual({
      name: "parley-tls",
      min_tls_version: "TLS_1_2",
      profile: "MODERN",
    });
  });

  test("answers HTTPS by the URL map, with the certificates and the TLS policy", () => {
    expect(only(synth, "google_compute_target_https_proxy")).toEqual({
      name: "parley-https",
      url_map: urlMap,
      certificate_map: certificateMap,
      ssl_policy: `${global}/sslPolicies/${reference(synth, "google_compute_ssl_policy")}`,
    });
    expect(named(synth, ruleType, "Frontend_Https_")).toEqual({
      name: "parley-https",
      load_balancing_scheme: "EXTERNAL_MANAGED",
      ip_address: address,
      ip_protocol: "TCP",
      port_range: "443",
      target: `${global}/targetHttpsProxies/${reference(synth, "google_compute_target_https_proxy")}`,
    });
  });

  test("answers HTTP at the same address with a permanent redirect that keeps the query, and with nothing else", () => {
    expect(only(synth, "google_compute_url_map")).toEqual({
      name: "parley-http-redirect",
      description: "Sends HTTP to HTTPS",
      default_url_redirect: {
        https_redirect: true,
        redirect_response_code: "MOVED_PERMANENTLY_DEFAULT",
        strip_query: false,
      },
    });
    expect(only(synth, "google_compute_target_http_proxy")).toEqual({
      name: "parley-http",
      url_map: `${global}/urlMaps/${reference(synth, "google_compute_url_map")}`,
    });
    expect(named(synth, ruleType, "Frontend_Http_")).toEqual({
      name: "parley-http",
      load_balancing_scheme: "EXTERNAL_MANAGED",
      ip_address: address,
      ip_protocol: "TCP",
      port_range: "80",
      target: `${global}/targetHttpProxies/${reference(synth, "google_compute_target_http_proxy")}`,
    });
  });

  test("listens on no other port", () => {
    expect(list(synth, ruleType).map(({ port_range: port }) => port as string)).toEqual(["443", "80"]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new Frontend(scope, "Frontend", { environment: of, urlMap, certificateMap }));
  });
});
