import { describe, expect, test } from "vitest";
import { environment } from "../support/environments";
import { layersOf, violations, type Layers } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const layers = ["foundation", "data", "runtime", "operations"] as const;
const projects = { dev: "parley-audio-dev", staging: "parley-audio-staging", prod: "parley-audio-prod" };

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));

describe.each(names)("network of %s", (name) => {
  const foundation = (): Synthesized => stackJson(`${name}-foundation`);
  const network = `projects/${projects[name]}/global/networks/parley`;

  test("R-143 one network of the environment's own, joined to no other", () => {
    const { name: networkName, auto_create_subnetworks } = foundation().one("google_compute_network");
    expect([networkName, auto_create_subnetworks]).toEqual(["parley", false]);
    for (const layer of layers) {
      const stack = stackJson(`${name}-${layer}`);
      for (const type of [
        "google_compute_network_peering",
        "google_compute_vpn_tunnel",
        "google_compute_shared_vpc_host_project",
      ])
        expect(stack.all(type)).toEqual({});
    }
  });

  test("R-144 R-150 a subnet in each serving region reaches Google's APIs privately and logs its flows", () => {
    const stack = foundation();
    const subnet = stack.one("google_compute_subnetwork");
    expect([subnet.region, subnet.ip_cidr_range, subnet.private_ip_google_access]).toEqual([
      "us-central1",
      { dev: "10.10.0.0/20", staging: "10.20.0.0/20", prod: "10.30.0.0/20" }[name],
      true,
    ]);
    expect(resolved(stack, subnet.network)).toBe(network);
    expect(subnet.log_config.flow_sampling).toBe({ dev: 0.1, staging: 0.1, prod: 0.05 }[name]);
    expect(subnet.secondary_ip_range).toEqual(
      name === "prod"
        ? [
            { range_name: "pods", ip_cidr_range: "10.32.0.0/14" },
            { range_name: "services", ip_cidr_range: "10.31.0.0/20" },
          ]
        : [],
    );
  });

  test("R-145 Cloud NAT takes the outbound traffic of every subnet", () => {
    const stack = foundation();
    const router = stack.one("google_compute_router");
    const nat = stack.one("google_compute_router_nat");
    expect([router.region, resolved(stack, router.network)]).toEqual(["us-central1", network]);
    expect([nat.region, resolved(stack, nat.router), nat.source_subnetwork_ip_ranges_to_nat]).toEqual([
      "us-central1",
      router.name,
      "ALL_SUBNETWORKS_ALL_IP_RANGES",
    ]);
  });

  test("R-146 services enter the network directly, without a connector", () => {
    const services = list(stackJson(`${name}-runtime`), "google_cloud_run_v2_service");
    expect(services.length).toBe(6);
    for (const { template } of services) {
      expect(template.vpc_access).not.toHaveProperty("connector");
      expect(
        template.vpc_access.network_interfaces.map(({ network: to, subnetwork }: Attributes) => [to, subnetwork]),
      ).toEqual([["parley", "parley-us-central1"]]);
    }
    for (const layer of layers) expect(stackJson(`${name}-${layer}`).all("google_vpc_access_connector")).toEqual({});
  });

  test("R-148 no service perimeter unless an environment asks for one", () => {
    for (const layer of layers)
      expect(stackJson(`${name}-${layer}`).all("google_access_context_manager_service_perimeter")).toEqual({});
  });

  test("R-149 services answer the load balancer and the project, never the internet", () => {
    const services = list(stackJson(`${name}-runtime`), "google_cloud_run_v2_service");
    expect(services.map(({ ingress }) => ingress)).toEqual(Array(6).fill("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"));
  });

  test("R-150 audio reaches Vertex AI through the network, at Google's private addresses", () => {
    const services = list(stackJson(`${name}-runtime`), "google_cloud_run_v2_service");
    const audio = services.find(({ name: service }) => service === "parley-audio")!;
    expect(audio.template.vpc_access.egress).toBe("ALL_TRAFFIC");
    const stack = foundation();
    expect(list(stack, "google_dns_managed_zone").map(({ dns_name: zone }) => zone as string)).toContain(
      "googleapis.com.",
    );
    const records = list(stack, "google_dns_record_set").filter(({ name: host }) => host.endsWith("googleapis.com."));
    expect(records.map(({ name: host, type, rrdatas }) => [host, type, rrdatas])).toEqual([
      ["private.googleapis.com.", "A", ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"]],
      ["*.googleapis.com.", "CNAME", ["private.googleapis.com."]],
    ]);
  });
});

describe("changed environments", () => {
  /** Prod with a second region and a perimeter in dry run, and prod with an enforced perimeter. */
  const changed = environment("prod", (spec) => {
    spec.regions["europe-west1"] = { subnetRange: "10.40.0.0/20" };
    spec.vpcServiceControls = { accessPolicy: "123456789012", mode: "dry-run" };
  });
  const enforcing = environment("prod", (spec) => {
    spec.vpcServiceControls = { accessPolicy: "123456789012", mode: "enforced" };
  });
  const perimeter = ({ foundation }: Layers): Attributes =>
    read(foundation).one("google_access_context_manager_service_perimeter");

  test("R-144 R-145 a second serving region has a subnet, a router and a NAT of its own", () => {
    const stack = read(layersOf(changed).foundation);
    expect(
      list(stack, "google_compute_subnetwork").map(({ region, ip_cidr_range }) => [region, ip_cidr_range]),
    ).toEqual([
      ["us-central1", "10.30.0.0/20"],
      ["europe-west1", "10.40.0.0/20"],
    ]);
    for (const type of ["google_compute_router", "google_compute_router_nat"])
      expect(list(stack, type).map(({ region }) => region)).toEqual(["us-central1", "europe-west1"]);
    expect(list(stack, "google_compute_subnetwork").map((one) => one.private_ip_google_access)).toEqual([true, true]);
  });

  test("R-148 a perimeter around Vertex AI and Secret Manager starts as a dry run and is enforced later", () => {
    const around = {
      resources: ["projects/100000000003"],
      restricted_services: ["aiplatform.googleapis.com", "secretmanager.googleapis.com"],
    };
    const dry = perimeter(layersOf(changed));
    expect([dry.parent, dry.use_explicit_dry_run_spec, dry.spec]).toEqual([
      "accessPolicies/123456789012",
      true,
      around,
    ]);
    expect(dry.name).toBe("accessPolicies/123456789012/servicePerimeters/parley_prod");
    expect(dry).not.toHaveProperty("status");
    const enforced = perimeter(layersOf(enforcing));
    expect(enforced.status).toEqual(around);
    expect(enforced).not.toHaveProperty("spec");
    expect(enforced).not.toHaveProperty("use_explicit_dry_run_spec");
  });

  test("R-149 a policy refuses ingress from everywhere", () => {
    expect(
      violations(enforcing, ({ runtime }) => {
        list(read(runtime), "google_cloud_run_v2_service")[0]!.ingress = "INGRESS_TRAFFIC_ALL";
      }),
    ).toEqual([expect.stringContaining("ingress 'INGRESS_TRAFFIC_ALL' bypasses Cloud Armor and Identity-Aware Proxy")]);
  });
});
