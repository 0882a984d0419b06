import { describe, expect, test } from "vitest";
import type { EnvironmentSpec } from "../../contract/environment";
import { environment } from "../support/environments";
import { layersOf, type Layers } from "../support/policies";

/** API of each product, listed independently of the app's registry. */
const apiOfProduct: [start: RegExp, api: string][] = [
  [/^google_artifact_registry_/, "artifactregistry"],
  [/^google_billing_budget$/, "billingbudgets"],
  [/^google_certificate_manager_/, "certificatemanager"],
  [/^google_cloud_quotas_/, "cloudquotas"],
  [/^google_cloud_run_/, "run"],
  [/^google_compute_/, "compute"],
  [/^google_container_/, "container"],
  [/^google_dns_/, "dns"],
  [/^google_firestore_/, "firestore"],
  [/^google_iam_workload_identity_pool(_provider)?$/, "iam"],
  [/^google_iap_/, "iap"],
  [/^google_kms_/, "cloudkms"],
  [/^google_logging_/, "logging"],
  [/^google_monitoring_/, "monitoring"],
  [/^google_project_iam_(audit_config|member)$/, "cloudresourcemanager"],
  [/^google_project_iam_custom_role$/, "iam"],
  [/^google_project_service$/, "serviceusage"],
  [/^google_pubsub_/, "pubsub"],
  [/^google_secret_manager_/, "secretmanager"],
  [/^google_service_account(_iam_member)?$/, "iam"],
  [/^google_service_networking_/, "servicenetworking"],
  [/^google_sql_/, "sqladmin"],
  [/^google_storage_/, "storage"],
];

const enabledBy = (layers: Layers, layer: "bootstrap" | "foundation"): string[] =>
  Object.values(layers[layer].resource.google_project_service as Record<string, { service: string }>)
    .map(({ service }) => service.replace(".googleapis.com", ""))
    .sort();
const enabled = (layers: Layers): string[] =>
  [...enabledBy(layers, "bootstrap"), ...enabledBy(layers, "foundation")].sort();

describe.each(["dev", "staging", "prod"] as const)("the APIs of %s", (name) => {
  const layers = layersOf(environment(name));
  const ownKeys = name === "dev" ? [] : ["cloudkms"];

  test("serve every resource type of every layer", () => {
    const types = Object.values(layers).flatMap((layer) => Object.keys(layer.resource as object));
    for (const type of new Set(types)) {
      const apis = apiOfProduct.filter(([start]) => start.test(type)).map(([, api]) => api);
      expect([type, apis.length]).toEqual([type, 1]);
      expect(enabled(layers)).toContain(apis[0]);
    }
  });

  test("are those, those that the services call, and no other, each enabled by one stack", () => {
    const ofProd = name === "prod" ? ["container", "containersecurity", "iap"] : [];
    expect(enabled(layers)).toEqual(
      [
        ...ofProd,
        ...ownKeys,
        "aiplatform",
        "artifactregistry",
        "billingbudgets",
        "certificatemanager",
        "cloudresourcemanager",
        "cloudtrace",
        "compute",
        "containerscanning",
        "dns",
        "firestore",
        "iam",
        "iamcredentials",
        "logging",
        "monitoring",
        "pubsub",
        "run",
        "secretmanager",
        "servicenetworking",
        "serviceusage",
        "sqladmin",
        "storage",
        "sts",
        "texttospeech",
      ].sort(),
    );
  });

  test("are on before any layer where bootstrap, or an agent to which a layer grants something, needs them", () => {
    const agents = name === "dev" ? [] : ["artifactregistry", "firestore", "sqladmin"];
    const ofProd = name === "prod" ? ["compute", "container", "iap", "monitoring"] : [];
    expect(enabledBy(layers, "bootstrap")).toEqual(
      [
        ...ownKeys,
        ...agents,
        ...ofProd,
        "cloudresourcemanager",
        "iam",
        "iamcredentials",
        "pubsub",
        "secretmanager",
        "servicenetworking",
        "serviceusage",
        "storage",
        "sts",
      ].sort(),
    );
  });

  test("stay enabled when the environment is destroyed", () => {
    for (const layer of [layers.bootstrap, layers.foundation]) {
      for (const service of Object.values(layer.resource.google_project_service as object)) {
        expect(service).toMatchObject({ disable_on_destroy: false });
      }
    }
  });

  test.each(["bootstrap", "foundation"] as const)("come before everything of %s that waits for them", (layer) => {
    const others = Object.entries(
      layers[layer].resource as Record<string, Record<string, { depends_on?: string[] }>>,
    ).filter(([type]) => type !== "google_project_service");
    for (const [type, named] of others) {
      const api = apiOfProduct.find(([start]) => start.test(type))![1];
      for (const { depends_on: dependsOn = [] } of Object.values(named)) {
        // Those of another stack are enabled when that is deployed.
        const awaited = enabledBy(layers, layer).includes(api) ? [expect.stringContaining(`.Api_${api}_`)] : [];
        expect(dependsOn.filter((address) => address.startsWith("google_project_service."))).toEqual(awaited);
      }
    }
  });

  test("leave nothing of bootstrap to a later stack", () => {
    const types = Object.keys(layers.bootstrap.resource as object);
    for (const type of types) {
      expect(enabledBy(layers, "bootstrap")).toContain(apiOfProduct.find(([start]) => start.test(type))![1]);
    }
  });
});

describe("ids", () => {
  test("are alike in all environments, so that their plans read alike", () => {
    const ids = (name: "dev" | "staging" | "prod"): string[] =>
      Object.values(layersOf(environment(name))).flatMap((layer) =>
        Object.entries(layer.resource as Record<string, object>).flatMap(([type, named]) =>
          Object.keys(named).map((id) => `${type}.${id}`),
        ),
      );
    const [dev, staging, prod] = [ids("dev"), ids("staging"), ids("prod")];
    const product = /^google_(kms_|monitoring_notification_channel\.Channels_Slack_|firestore_backup_schedule\.)/;
    // What only a protected environment has: own keys with those who rule them and what watches them, backups, an archived log, and Slack.
    const rest = staging.filter((id) => !dev.includes(id) && !product.test(id));
    expect(rest.map((id) => id.replace(/_[0-9A-F]{8}$/, "")).sort()).toEqual([
      "google_monitoring_alert_policy.Alert-key-disabled",
      "google_monitoring_alert_policy.Alert-log-archiving-failed",
      "google_project_iam_audit_config.Audit_cloudkms",
      "google_project_iam_member.Apply_cloudkms-admin",
      "google_project_iam_member.Plan_cloudkms-viewer",
      "google_project_service.Api_cloudkms",
    ]);
    expect(dev.filter((id) => !staging.includes(id))).toEqual([]);
    expect(staging.filter((id) => !prod.includes(id))).toEqual([]);
  });
});

describe("a second serving region", () => {
  const roomForTwoRegions = (spec: EnvironmentSpec): void => {
    spec.cloudSql!.maxConnections = 1000;
  };

  test("changes where topics may keep messages, and nothing else of the layer that holds data", () => {
    const two = environment("staging", (spec) => {
      roomForTwoRegions(spec);
      spec.regions["europe-west1"] = { subnetRange: "10.40.0.0/20" };
    });
    const one = environment("staging", roomForTwoRegions);
    const withoutRegions = (data: object): unknown =>
      JSON.parse(
        JSON.stringify(data, (key, value: unknown) => (key === "allowed_persistence_regions" ? undefined : value)),
      );
    expect(withoutRegions(layersOf(two).data)).toEqual(withoutRegions(layersOf(one).data));
  });
});
