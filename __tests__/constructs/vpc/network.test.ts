import { describe, expect, test } from "vitest";
import { Network } from "../../../constructs/vpc/network";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, named, only, reference, secondRegion } from "../fixtures";

const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    new Network(scope, "Network", { environment: of });
  });
const networkPath = (synth: Synthesized, project: string): string =>
  `projects/${project}/global/networks/${reference(synth, "google_compute_network")}`;

describe("Network", () => {
  test("makes only the subnets that the environment names", () => {
    expect(only(synthesized(environment("dev")), "google_compute_network")).toEqual({
      name: "parley",
      auto_create_subnetworks: false,
      delete_default_routes_on_create: false,
    });
  });

  test("gives a region a logged subnet with Private Google Access and no secondary range", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, "google_compute_subnetwork")).toEqual({
      name: "parley-us-central1",
      region: "us-central1",
      network: networkPath(synth, "parley-audio-dev"),
      ip_cidr_range: "10.10.0.0/20",
      private_ip_google_access: true,
      send_secondary_ip_range_if_empty: true,
      secondary_ip_range: [],
      log_config: { aggregation_interval: "INTERVAL_10_MIN", flow_sampling: 0.1, metadata: "INCLUDE_ALL_METADATA" },
    });
  });

  test("gives the cluster's pods and services ranges of their own", () => {
    expect(only(synthesized(environment("prod")), "google_compute_subnetwork").secondary_ip_range).toEqual([
      { range_name: "pods", ip_cidr_range: "10.32.0.0/14" },
      { range_name: "services", ip_cidr_range: "10.31.0.0/20" },
    ]);
  });

  test("samples the flow logs as the environment says", () => {
    const sampled = environment("dev", (spec) => {
      spec.logging.flowLogSampleRate = 0.25;
    });
    expect(only(synthesized(sampled), "google_compute_subnetwork").log_config.flow_sampling).toBe(0.25);
  });

  test("leads a region to the internet through a NAT that logs its errors", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, "google_compute_router")).toEqual({
      name: "parley-us-central1",
      region: "us-central1",
      network: networkPath(synth, "parley-audio-dev"),
    });
    expect(only(synth, "google_compute_router_nat")).toEqual({
      name: "parley-us-central1",
      region: "us-central1",
      router: reference(synth, "google_compute_router"),
      nat_ip_allocate_option: "AUTO_ONLY",
      source_subnetwork_ip_ranges_to_nat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      enable_dynamic_port_allocation: true,
      min_ports_per_vm: 64,
      max_ports_per_vm: 4096,
      enable_endpoint_independent_mapping: false,
      log_config: { enable: true, filter: "ERRORS_ONLY" },
    });
  });

  test("gives a second region a subnet, a router and a NAT of its own, and the first keeps its addresses", () => {
    const synth = synthesized(environment("dev", secondRegion));
    expect(named(synth, "google_compute_subnetwork", "Network_Subnet-europe-west1")).toMatchObject({
      name: "parley-europe-west1",
      region: "europe-west1",
      ip_cidr_range: "10.99.0.0/20",
    });
    expect(named(synth, "google_compute_router", "Network_Router-europe-west1").region).toBe("europe-west1");
    expect(named(synth, "google_compute_router_nat", "Network_Nat-europe-west1")).toMatchObject({
      region: "europe-west1",
      router: reference(synth, "google_compute_router", "Network_Router-europe-west1"),
    });
    for (const type of ["google_compute_subnetwork", "google_compute_router", "google_compute_router_nat"]) {
      expect(Object.keys(synth.all(type))).toEqual(
        expect.arrayContaining(Object.keys(synthesized(environment("dev")).all(type))),
      );
      expect(Object.keys(synth.all(type))).toHaveLength(2);
    }
    expect(Object.keys(synth.all("google_compute_network"))).toHaveLength(1);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new Network(scope, "Network", { environment: of }));
  });
});
