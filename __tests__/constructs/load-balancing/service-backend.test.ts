import { describe, expect, test } from "vitest";
import { SecurityPolicy } from "../../../constructs/cloud-armor/security-policy";
import { ServiceBackend } from "../../../constructs/load-balancing/service-backend";
import { servingRegions, type Environment } from "../../../contract/environment";
import { securityHeaders } from "../../../constructs/load-balancing/security-headers";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import {
  all,
  behindProxy,
  expectEqualAddresses,
  list,
  only,
  override,
  reference,
  secondRegion,
  serviceOf,
  type Change,
} from "../fixtures";

const backendType = "google_compute_backend_service";
const groupType = "google_compute_region_network_endpoint_group";
const accessorType = "google_iap_web_backend_service_iam_member";

function synthesized(of: Environment, armor = false): Synthesized {
  return synthesize((scope) => {
    new ServiceBackend(scope, "Audio", {
      environment: of,
      service: serviceOf(of, "audio"),
      nameByRegion: new Map(servingRegions(of).map((region) => [region, `audio-in-${region}`])),
      securityPolicy: armor ? new SecurityPolicy(scope, "Policy", { environment: of }) : undefined,
    });
  });
}
const backend = (change: Change): Attributes => only(synthesized(environment("dev", change)), backendType);

/** Google refuses or ignores them on a backend of serverless endpoint groups. */
const notServerless = [
  "timeout_sec",
  "session_affinity",
  "affinity_cookie_ttl_sec",
  "health_checks",
  "port_name",
  "locality_lb_policy",
  "circuit_breakers",
  "consistent_hash",
  "connection_draining_timeout_sec",
];

describe("ServiceBackend", () => {
  test("is one backend of the global load balancer over the service's endpoint group", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, backendType)).toEqual({
      name: "parley-audio-backend",
      description: "Audio Service",
      load_balancing_scheme: "EXTERNAL_MANAGED",
      protocol: "HTTPS",
      backend: [
        {
          group: `projects/parley-audio-dev/regions/us-central1/networkEndpointGroups/${reference(synth, groupType)}`,
        },
      ],
      enable_cdn: false,
      custom_response_headers: [...securityHeaders],
      log_config: { enable: true, sample_rate: 1 },
      iap: { enabled: false },
      lifecycle: { ignore_changes: ["iap[0].oauth2_client_id"] },
    });
  });

  test("reaches Cloud Run through a serverless endpoint group, by the service's name", () => {
    expect(only(synthesized(environment("dev")), groupType)).toEqual({
      name: "parley-audio-backend",
      region: "us-central1",
      network_endpoint_type: "SERVERLESS",
      cloud_run: { service: "audio-in-us-central1" },
    });
  });

  test("names an endpoint group after another Cloud Run service, so that it and its predecessor can both exist", () => {
    const name = (serviceName: string): unknown => {
      const change = override("audio", {
        external: { serviceName, accountEmail: "improv-api@improv-project.iam.gserviceaccount.com" },
      });
      return only(synthesized(environment("dev", change)), groupType).name;
    };
    expect(name("improv-api")).toMatch(/^parley-audio-backend-[0-9a-f]{8}$/);
    expect(name("improv-api-2")).not.toBe(name("improv-api"));
    // The name that Parley itself would give: its group stays the same.
    expect(name("parley-audio")).toBe("parley-audio-backend");
  });

  test.each([
    ["open", () => {}],
    ["open, in two regions", secondRegion],
    ["behind the proxy", behindProxy()],
    ["behind the proxy, in two regions", all(behindProxy(), secondRegion)],
  ] satisfies [string, Change][])("sets nothing that Google refuses on serverless backends: %s", (_, change) => {
    const made = backend(change);
    expect(notServerless.filter((attribute) => attribute in made)).toEqual([]);
    expect((made.backend as Attributes[]).map((one) => Object.keys(one))).toEqual(
      (made.backend as Attributes[]).map(() => ["group"]),
    );
  });

  test("logs the share of requests that the environment says", () => {
    const logged = backend((spec) => {
      spec.logging.loadBalancerSampleRate = 0.5;
    });
    expect(logged.log_config).toEqual({ enable: true, sample_rate: 0.5 });
  });

  test("is behind Cloud Armor, and is made after it", () => {
    const synth = synthesized(environment("dev"), true);
    expect(only(synth, backendType).security_policy).toBe(
      `projects/parley-audio-dev/global/securityPolicies/${reference(synth, "google_compute_security_policy")}`,
    );
  });

  test("has no security policy where there is none", () => {
    expect(Object.keys(backend(() => {}))).not.toContain("security_policy");
  });

  test("has an endpoint group in each of two regions, and is one backend over both", () => {
    const synth = synthesized(environment("dev", secondRegion));
    expect(list(synth, groupType)).toEqual([
      {
        name: "parley-audio-backend",
        region: "us-central1",
        network_endpoint_type: "SERVERLESS",
        cloud_run: { service: "audio-in-us-central1" },
      },
      {
        name: "parley-audio-backend",
        region: "europe-west1",
        network_endpoint_type: "SERVERLESS",
        cloud_run: { service: "audio-in-europe-west1" },
      },
    ]);
    expect((only(synth, backendType).backend as Attributes[]).map(({ group }) => group)).toEqual(
      ["us-central1", "europe-west1"].map(
        (region) =>
          `projects/parley-audio-dev/regions/${region}/networkEndpointGroups/${reference(synth, groupType, `Audio_${region}`)}`,
      ),
    );
  });

  test("leaves a failing region where it is open and there is another", () => {
    expect(backend(secondRegion).outlier_detection).toEqual({
      consecutive_errors: 5,
      interval: { seconds: 10 },
      base_ejection_time: { seconds: 30 },
      max_ejection_percent: 50,
    });
  });

  test.each([
    ["one region has no other to go to", () => {}],
    ["Google does not combine it with the proxy", all(behindProxy(), secondRegion)],
  ] satisfies [string, Change][])("detects no outliers where %s", (_, change) => {
    expect(Object.keys(backend(change))).not.toContain("outlier_detection");
  });

  test("behind the proxy, admits the members and the agent of the uptime checks, and nobody else", () => {
    const synth = synthesized(environment("dev", behindProxy(["group:testers@example.com", "user:one@example.com"])));
    expect(only(synth, backendType).iap).toEqual({ enabled: true });
    const backendName = reference(synth, backendType);
    const accessor = (member: string): Attributes => ({
      web_backend_service: backendName,
      role: "roles/iap.httpsResourceAccessor",
      member,
    });
    expect(list(synth, accessorType)).toEqual([
      accessor("group:testers@example.com"),
      accessor("user:one@example.com"),
      accessor("serviceAccount:service-100000000001@gcp-sa-monitoring-notification.iam.gserviceaccount.com"),
    ]);
  });

  test("behind the proxy, keeps members apart whose names differ in punctuation only", () => {
    const synth = synthesized(environment("dev", behindProxy(["user:a.b@example.com", "user:a-b@example.com"])));
    expect(list(synth, accessorType).map(({ member }) => member as string)).toEqual(
      expect.arrayContaining(["user:a.b@example.com", "user:a-b@example.com"]),
    );
  });

  test("behind the proxy, has no CDN, which Google does not combine with it", () => {
    expect(backend(behindProxy()).enable_cdn).toBe(false);
  });

  test("admits nobody by name where it is open, also in an environment behind the proxy", () => {
    const of = environment("dev", all(behindProxy(), override("audio", { access: "public" })));
    expect(only(synthesized(of), backendType).iap).toEqual({ enabled: false });
    expect(synthesized(of).all(accessorType)).toEqual({});
  });

  // Google keeps an id after the proxy is turned off, and provider 6.50.0 cannot remove it.
  test.each([
    ["no proxy", () => {}],
    ["Google's OAuth client", behindProxy()],
    ["an OAuth client of the console", behindProxy(["user:one@example.com"], "console")],
    [
      "no proxy any more",
      all(behindProxy(["user:one@example.com"], "console"), override("audio", { access: "public" })),
    ],
  ] satisfies [string, Change][])("takes no OAuth client of Google's answer for a change, with %s", (_, change) => {
    expect(backend(change).lifecycle).toEqual({ ignore_changes: ["iap[0].oauth2_client_id"] });
  });

  const settings = (...changes: Change[]): Attributes[] =>
    list(synthesized(environment("dev", all(...changes))), "google_iap_settings");
  const crossOrigin: Change = (_, catalog) => (catalog.services.audio!.crossOrigin = true);

  test("behind the proxy, lets preflight requests of other origins through where the entry asks for it", () => {
    const synth = synthesized(environment("dev", all(behindProxy(), crossOrigin)));
    expect(only(synth, "google_iap_settings")).toEqual({
      name: `projects/100000000001/iap_web/compute/services/${reference(synth, backendType)}`,
      access_settings: { cors_settings: { allow_http_options: true } },
    });
  });

  test.each([
    ["the entry does not ask for it", all(behindProxy())],
    ["there is no proxy", crossOrigin],
    ["its settings hold an OAuth client", all(behindProxy(["user:one@example.com"], "console"), crossOrigin)],
  ])("leaves the proxy's settings alone where %s", (_, change) => {
    expect(settings(change)).toEqual([]);
  });

  test("never holds the secret of an OAuth client", () => {
    expect(JSON.stringify(backend(behindProxy(["user:one@example.com"], "console")).iap)).toBe('{"enabled":true}');
  });

  test.each([
    ["open", () => {}],
    ["behind the proxy", behindProxy()],
  ] satisfies [string, Change][])("has the same addresses in every environment, %s", (_, change) => {
    expectEqualAddresses(
      (scope, of) =>
        new ServiceBackend(scope, "Audio", {
          environment: of,
          service: serviceOf(of, "audio"),
          nameByRegion: new Map([["us-central1", "audio"]]),
          securityPolicy: undefined,
        }),
      change,
    );
  });
});
