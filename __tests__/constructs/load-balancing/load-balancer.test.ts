import { describe, expect, test } from "vitest";
import { LoadBalancer } from "../../../constructs/load-balancing/load-balancer";
import { Service } from "../../../constructs/cloud-run/service";
import type { Environment } from "../../../contract/environment";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import {
  all,
  expectEqualAddresses,
  external,
  list,
  only,
  override,
  reference,
  secondRegion,
  unrouted,
  type Change,
} from "../fixtures";

/** One service with a host of its own, one without and the fallback: all kinds, and few, since each costs time. */
const small: Change = (spec, catalog) => {
  const { audio, media, rest } = catalog.services;
  catalog.services = { audio: audio!, media: media!, rest: rest! };
  delete catalog.databases.clone;
  spec.services = { audio: spec.services.audio!, media: spec.services.media!, rest: spec.services.rest! };
};

function build(scope: Construct, of: Environment): LoadBalancer {
  const services = new Map(
    of.services.map((service) => [
      service.slug,
      new Service(scope, `Service-${service.slug}`, { environment: of, service }),
    ]),
  );
  return new LoadBalancer(scope, "LoadBalancer", { environment: of, services });
}
const synthesized = (change: Change = () => {}): Synthesized =>
  synthesize((scope) => {
    const { dnsRecords } = build(scope, environment("dev", all(small, change)));
    new TerraformOutput(scope, "records", {
      value: dnsRecords.map(({ name, type, ttl, value }) => ({ name, type, ttl, value })),
    });
  });
const labels = ["", "media."];

describe("LoadBalancer", () => {
  const synth = synthesized();

  test("has a backend for each routed service and each bucket of which the CDN delivers something", () => {
    expect(list(synth, "google_compute_backend_service").map(({ name }) => name as string)).toEqual(
      ["audio", "media", "rest"].map((key) => `parley-${key}-backend`),
    );
    expect(list(synth, "google_compute_backend_bucket").map(({ name }) => name as string)).toEqual(
      ["assets", "static-site"].map((key) => `parley-${key}-backend`),
    );
  });

  test("has no backend for a service without a route", () => {
    const names = list(synthesized(unrouted("audio")), "google_compute_backend_service").map(
      ({ name }) => name as string,
    );
    expect(names).toHaveLength(2);
    expect(names).not.toContain("parley-audio-backend");
  });

  test("keeps the address of the site's backend, whose name a second one could not take", () => {
    expect(Object.keys(synth.all("google_compute_backend_bucket"))).toEqual([
      expect.stringMatching(/^LoadBalancer_Delivery-assets_/),
      expect.stringMatching(/^LoadBalancer_Site-static-site_/),
    ]);
  });

  test("has no backend bucket where the CDN delivers nothing", () => {
    const none = synthesized((_, catalog) => {
      delete catalog.buckets["static-site"];
      catalog.buckets.assets = { contents: "records" };
      delete catalog.services.media!.env!.CDN_SIGNING_KEY_NAME;
    });
    expect(none.all("google_compute_backend_bucket")).toEqual({});
    expect(JSON.stringify(none.json)).not.toContain("backendBuckets");
  });

  test("puts Cloud Armor before every service", () => {
    const policy = `projects/parley-audio-dev/global/securityPolicies/${reference(synth, "google_compute_security_policy")}`;
    const policies = list(synth, "google_compute_backend_service").map(({ security_policy: path }) => path as string);
    expect(new Set(policies)).toEqual(new Set([policy]));
  });

  test("has no Cloud Armor where the environment does without", () => {
    const bare = synthesized((spec) => {
      spec.cloudArmor.enabled = false;
    });
    expect(bare.all("google_compute_security_policy")).toEqual({});
    expect(list(bare, "google_compute_backend_service").filter((backend) => "security_policy" in backend)).toEqual([]);
  });

  test("routes to the backends that it made, and waits for them", () => {
    const routing = Object.values(synth.all("google_compute_url_map")).find(({ name }) => name === "parley-routing")!;
    expect(routing.default_service).toBe(
      `projects/parley-audio-dev/global/backendServices/${reference(synth, "google_compute_backend_service", "LoadBalancer_Backend-rest_")}`,
    );
    const targets = (routing.path_matcher as Attributes[]).flatMap(({ path_rule: rules }) =>
      (rules as Attributes[]).map(({ service }) => service as string),
    );
    for (const bucket of ["Delivery-assets", "Site-static-site"])
      expect(targets).toContain(
        `projects/parley-audio-dev/global/backendBuckets/${reference(synth, "google_compute_backend_bucket", `LoadBalancer_${bucket}_`)}`,
      );
    expect(targets).not.toContain(undefined);
  });

  test("hands its URL map and its certificates to the HTTPS proxy", () => {
    expect(only(synth, "google_compute_target_https_proxy")).toMatchObject({
      url_map: `projects/parley-audio-dev/global/urlMaps/${reference(synth, "google_compute_url_map", "LoadBalancer_Routing_")}`,
      certificate_map: `//certificatemanager.googleapis.com/projects/parley-audio-dev/locations/global/certificateMaps/${reference(synth, "google_certificate_manager_certificate_map")}`,
    });
  });

  test("takes the endpoint groups' names from the Cloud Run services, and waits for them", () => {
    const group = Object.entries(synth.all("google_compute_region_network_endpoint_group")).find(([id]) =>
      id.startsWith("LoadBalancer_Backend-audio_"),
    )![1];
    expect(group.cloud_run).toEqual({
      service: reference(synth, "google_cloud_run_v2_service", "Service-audio_"),
    });
  });

  test("reaches a service that others deploy by the name that they gave it", () => {
    const groups = list(synthesized(override("rest", { external })), "google_compute_region_network_endpoint_group");
    expect(groups.find(({ name }) => name.startsWith("parley-rest-backend-"))!.cloud_run).toEqual({
      service: "improv-api",
    });
  });

  test("serves each service from both regions of two, and leaves a failing one", () => {
    const two = synthesized(secondRegion);
    const backends = list(two, "google_compute_backend_service");
    expect(Object.keys(two.all("google_compute_region_network_endpoint_group"))).toHaveLength(2 * backends.length);
    expect(backends.map(({ backend }) => (backend as unknown[]).length)).toEqual(backends.map(() => 2));
    expect(backends.filter((backend) => !("outlier_detection" in backend))).toEqual([]);
  });

  test("tells of each host the address record and the one that proves it", () => {
    const address = reference(synth, "google_compute_global_address", "", "address");
    const records = synth.json.output.records.value as Attributes[];
    expect(records.filter(({ type }) => type === "A")).toEqual(
      labels.map((label) => ({ name: `${label}dev.app.example.com.`, type: "A", ttl: 300, value: address })),
    );
    const authorizations = Object.keys(synth.all("google_certificate_manager_dns_authorization")).map(
      (id) => `google_certificate_manager_dns_authorization.${id}.dns_resource_record[0]`,
    );
    expect(records.filter(({ type }) => type === "CNAME")).toEqual(
      authorizations.map((record) => ({
        name: `\${${record}.name}`,
        type: "CNAME",
        ttl: 300,
        value: `\${${record}.data}`,
      })),
    );
  });

  test("has a certificate for each host", () => {
    expect(
      list(synth, "google_certificate_manager_certificate").map(({ managed }) => managed.domains as string[]),
    ).toEqual(labels.map((label) => [`${label}dev.app.example.com`]));
  });

  test("enters the records where the environment has a zone", () => {
    const zoned = synthesized((spec) => {
      spec.dnsZone = "dev-zone";
    });
    const entered = list(zoned, "google_dns_record_set").map(({ managed_zone: zone, name, type, ttl, rrdatas }) => {
      expect(zone).toBe("dev-zone");
      return { name, type, ttl, value: rrdatas[0] };
    });
    expect(entered).toEqual(zoned.json.output.records.value);
    expect(entered).toHaveLength(2 * labels.length);
  });

  test("leaves the records to the domain's owner where there is no zone", () => {
    expect(synth.all("google_dns_record_set")).toEqual({});
  });

  test("has the same addresses in every environment, with a zone and in two regions too", () => {
    expectEqualAddresses(
      build,
      all(small, secondRegion, (spec) => {
        spec.dnsZone = "zone";
      }),
    );
  });
});
