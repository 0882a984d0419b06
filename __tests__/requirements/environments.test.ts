import { describe, expect, test } from "vitest";
import { duplicates } from "../../contract/rules/helpers";
import { referenceEnvironments } from "../reference/all";
import { defineEnvironments } from "../../contract/define-environment";
import type { EnvironmentSpec } from "../../contract/environment";
import { catalog } from "../reference/catalog";
import { environment, issuesOf, specs } from "../support/environments";
import { layersOf } from "../support/policies";
import { stackJson, stackOf } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const layers = ["foundation", "data", "runtime", "operations"] as const;
const projects = { dev: "parley-audio-dev", staging: "parley-audio-staging", prod: "parley-audio-prod" };
const numbers = { dev: "100000000001", staging: "100000000002", prod: "100000000003" };
const domains = { dev: "dev.app.example.com", staging: "staging.app.example.com", prod: "app.example.com" };

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));
const services = (runtime: Synthesized): Attributes[] => list(runtime, "google_cloud_run_v2_service");
const variable = (service: Attributes, name: string): string =>
  service.template.containers[0].env.find((one: Attributes) => one.name === name).value;
const addresses = (stack: Synthesized, types?: readonly string[]): string[] =>
  Object.entries(stack.json.resource as Record<string, object>)
    .filter(([type]) => types?.includes(type) ?? true)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();

/** What the promotion order refuses after a change to copies of the real environments. */
function refusal(change: (dev: EnvironmentSpec, staging: EnvironmentSpec, prod: EnvironmentSpec) => void): string[] {
  const { dev, staging, prod } = structuredClone(specs);
  change(dev, staging, prod);
  try {
    defineEnvironments({ dev, staging, prod }, catalog);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").slice(1);
  }
}

test("R-303 there are three environments, named dev, staging and prod everywhere", () => {
  expect(referenceEnvironments().map(({ name }) => name)).toEqual(["dev", "staging", "prod"]);
  for (const name of names)
    for (const layer of layers)
      expect(stackJson(`${name}-${layer}`).json.provider.google[0].default_labels).toEqual({
        environment: name,
        layer,
        owner: "platform",
      });
});

describe.each(names)("environment %s", (name) => {
  test("R-304 R-305 every layer is in the environment's one project and names no other", () => {
    for (const layer of layers) {
      const stack = stackJson(`${name}-${layer}`);
      // The budget has a provider of its own, for the quota that its calls take.
      for (const { project, billing_project: quota } of stack.json.provider.google as Attributes[])
        expect([project, quota ?? project]).toEqual([projects[name], projects[name]]);
      const named = JSON.stringify(stack.json).match(/parley-audio-(dev|staging|prod)|\b10000000000\d\b/g) ?? [];
      expect([...new Set(named)].filter((one) => one !== numbers[name])).toEqual([projects[name]]);
      for (const type of Object.keys(stack.json.resource as object)) {
        // The API names a dashboard by the project's number, whatever it was called by.
        const project = type === "google_monitoring_dashboard" ? numbers[name] : projects[name];
        for (const attributes of list(stack, type)) expect(attributes.project ?? project).toBe(project);
      }
    }
  });

  test("R-305 each service carries the label by which its cost is told apart", () => {
    expect(services(stackJson(`${name}-runtime`)).map(({ labels }) => labels.service)).toEqual([
      "audio",
      "conversation",
      "gateway",
      "media",
      "realtime",
      "rest",
    ]);
  });

  test("R-307 dev can be destroyed by Terraform; staging and prod cannot", () => {
    const protect = name !== "dev";
    expect(services(stackJson(`${name}-runtime`)).map((one) => one.deletion_protection)).toEqual(
      Array(6).fill(protect),
    );
    const data = stackJson(`${name}-data`);
    const models = list(data, "google_storage_bucket").find((one) => one.name === `${projects[name]}-voice-models`)!;
    expect([models.force_destroy, models.lifecycle.prevent_destroy]).toEqual([!protect, protect]);
    for (const secret of list(data, "google_secret_manager_secret"))
      expect([secret.deletion_protection, secret.lifecycle.prevent_destroy]).toEqual([protect, protect]);
  });

  test("R-308 data, services and the model's endpoint are in us-central1", () => {
    expect(new Set(list(stackJson(`${name}-data`), "google_storage_bucket").map((one) => one.location))).toEqual(
      new Set(["us-central1"]),
    );
    const runs = services(stackJson(`${name}-runtime`));
    expect(runs.map((one) => one.location)).toEqual(Array(6).fill("us-central1"));
    expect(variable(runs[0]!, "VERTEX_AI_LOCATION")).toBe("us-central1");
  });

  test("R-310 the domain is the host of certificate, URL map, uptime check and DNS record", () => {
    const runtime = stackJson(`${name}-runtime`);
    const domain = domains[name];
    expect(list(runtime, "google_certificate_manager_certificate").flatMap((one) => one.managed.domains)).toContain(
      domain,
    );
    expect(
      list(runtime, "google_compute_url_map").flatMap((map) =>
        (map.host_rule ?? []).flatMap((rule: Attributes) => rule.hosts),
      ),
    ).toContain(domain);
    expect(
      stackJson(`${name}-operations`).all("google_monitoring_uptime_check_config").RestUptime!.monitored_resource.labels
        .host,
    ).toBe(domain);
    expect(runtime.json.output.dns_records.value.map((record: Attributes) => record.name)).toContain(`${domain}.`);
  });

  test("R-311 the APIs of every product in use are enabled, and stay so", () => {
    // Bootstrap enables those that must be on before the layers, the foundation the rest.
    const enabled = [`bootstrap-${name}`, `${name}-foundation`].flatMap((id) =>
      list(stackJson(id), "google_project_service"),
    );
    const apis = enabled.map(({ service }) => service as string);
    // The eight that the requirements list, then those of the other products.
    const wanted = [
      "run",
      "compute",
      "aiplatform",
      "secretmanager",
      "monitoring",
      "logging",
      "cloudtrace",
      "artifactregistry",
      "certificatemanager",
      "cloudresourcemanager",
      "containerscanning",
      "dns",
      "firestore",
      "iam",
      "iamcredentials",
      "pubsub",
      "serviceusage",
      "sqladmin",
      "storage",
      "texttospeech",
      "servicenetworking",
      "sts",
      ...(name === "dev" ? [] : ["cloudkms"]),
      ...(name === "prod" ? ["container", "iap"] : []),
    ];
    expect(wanted.filter((api) => !apis.includes(`${api}.googleapis.com`))).toEqual([]);
    expect(duplicates(apis)).toEqual([]);
    expect(enabled.map((one) => one.disable_on_destroy)).toEqual(enabled.map(() => false));
  });

  test("R-311 everything else in the foundation waits for its API, or bootstrap has enabled it", () => {
    const stack = stackJson(`${name}-foundation`);
    const first = list(stackJson(`bootstrap-${name}`), "google_project_service").map(({ service }) => service);
    const api: Record<string, string> = {
      google_artifact_registry_repository: "artifactregistry",
      google_compute_network: "compute",
      google_compute_subnetwork: "compute",
      google_compute_firewall: "compute",
      google_dns_managed_zone: "dns",
      google_logging_project_sink: "logging",
      google_service_networking_connection: "servicenetworking",
    };
    for (const [type, product] of Object.entries(api)) {
      const service = `${product}.googleapis.com`;
      const [id] = Object.entries(stack.all("google_project_service")).find(([, one]) => one.service === service) ?? [];
      expect([service, id !== undefined]).toEqual([service, !first.includes(service)]);
      expect(list(stack, type).length).toBeGreaterThan(0);
      for (const { depends_on } of list(stack, type))
        expect(depends_on).toEqual(id === undefined ? undefined : [`google_project_service.${id}`]);
    }
  });

  test("R-297 idle services shrink to their minimum, buckets clean themselves up, the site has a CDN, queries are watched", () => {
    const minimums = services(stackJson(`${name}-runtime`)).map(({ template }) => template.scaling.min_instance_count);
    expect(minimums).toEqual({ dev: [0, 0, 0, 0, 0, 0], staging: [1, 0, 1, 1, 1, 0], prod: [2, 0, 2, 2, 2, 0] }[name]);
    const data = stackJson(`${name}-data`);
    for (const { name: bucket, lifecycle_rule } of list(data, "google_storage_bucket"))
      expect([bucket, lifecycle_rule.length > 0]).toEqual([bucket, true]);
    const cdn = list(stackJson(`${name}-runtime`), "google_compute_backend_bucket").map(({ enable_cdn }) => enable_cdn);
    expect(cdn).toEqual([true, true]);
    expect(data.one("google_sql_database_instance").settings.insights_config.query_insights_enabled).toBe(true);
  });

  test("R-314 the layers are deployed in order: foundation, data, runtime, operations", () => {
    const stacks = layers.map((layer) => stackOf(`${name}-${layer}`));
    expect(stacks.map(({ node, dependencies }) => [node.id, dependencies.map((one) => one.node.id)])).toEqual([
      [`${name}-foundation`, []],
      [`${name}-data`, [`${name}-foundation`]],
      [`${name}-runtime`, [`${name}-data`]],
      [`${name}-operations`, [`${name}-runtime`]],
    ]);
  });
});

describe("between environments", () => {
  test("R-303 R-304 two environments share neither name, project nor domain", () => {
    const shared: [field: string, change: Parameters<typeof refusal>[0]][] = [
      ["project.id", (dev, staging) => void (staging.project.id = dev.project.id)],
      ["project.number", (dev, staging) => void (staging.project.number = dev.project.number)],
      ["domain", (dev, staging) => void (staging.domain = dev.domain)],
    ];
    for (const [field, change] of shared) {
      expect(refusal(change)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^environments/staging\\.ts: ${field}: '.*' is also ${field} of environments/dev\\.ts; give each environment`,
          ),
        ),
      ]);
    }
  });

  test("R-307 the environment that serves users must be protected", () => {
    expect(
      refusal((_, __, prod) => {
        prod.protection = "disposable";
      }),
    ).toContainEqual(expect.stringContaining("environments/prod.ts: protection: is 'disposable'"));
  });

  test("R-312 staging is wired like prod but for the cluster: the same stores, services, accounts and routes", () => {
    expect(addresses(stackJson("staging-data"))).toEqual(addresses(stackJson("prod-data")));
    const types = [
      "google_cloud_run_v2_service",
      "google_compute_backend_service",
      "google_project_iam_member",
      "google_secret_manager_secret_iam_member",
      "google_service_account",
      "google_storage_bucket_iam_member",
    ];
    expect(addresses(stackJson("staging-runtime"), types)).toEqual(
      addresses(stackJson("prod-runtime"), types).filter((address) => !address.includes(".Cluster_")),
    );
  });

  test("R-405 staging's audio service reaches its maximum of 7 instances with 100 sessions", () => {
    const audio = services(stackJson("staging-runtime")).find(({ name }) => name === "parley-audio")!;
    const { scaling, max_instance_request_concurrency } = audio.template;
    expect([scaling, max_instance_request_concurrency]).toEqual([{ min_instance_count: 1, max_instance_count: 7 }, 15]);
    expect(
      issuesOf("staging", (spec) => {
        spec.services.audio.scale.max = 6;
      }),
    ).toEqual([
      expect.stringContaining(
        "6 instances x 15 connections carry 90 sessions, fewer than the 100 that peakSessions asks for; raise max to 7",
      ),
    ]);
  });
});

describe("changed environments", () => {
  test("R-308 R-380 a second region serves while data stays, the model's endpoint and the ping interval are fields", () => {
    const { data, runtime } = layersOf(
      environment("staging", (spec) => {
        spec.regions["europe-west1"] = { subnetRange: "10.21.0.0/20" };
        spec.vertex.location = "europe-west4";
        spec.websocketPingSeconds = 20;
      }),
    );
    const runs = services(read(runtime));
    expect(runs.filter(({ name }) => name === "parley-audio").map(({ location }) => location)).toEqual([
      "us-central1",
      "europe-west1",
    ]);
    for (const one of runs.filter(({ name }) => name === "parley-audio")) {
      expect(variable(one, "VERTEX_AI_LOCATION")).toBe("europe-west4");
      expect(variable(one, "WEBSOCKET_PING_INTERVAL")).toBe("20");
    }
    expect(new Set(list(read(data), "google_storage_bucket").map(({ location }) => location))).toEqual(
      new Set(["us-central1"]),
    );
  });

  test("R-308 the primary region must be one of the serving regions", () => {
    expect(
      issuesOf("staging", (spec) => {
        spec.primaryRegion = "europe-west1";
      }),
    ).toEqual([expect.stringContaining("primaryRegion: 'europe-west1' is not one of regions (us-central1)")]);
  });
});
