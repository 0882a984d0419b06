import { describe, expect, test } from "@jest/globals";
import { environment } from "../support/environments";
import { layersOf, type Layers } from "../support/policies";

/** API of each product, written down apart from the table that the app derives it from. */
const apiOfProduct: [start: RegExp, api: string][] = [
  [/^google_artifact_registry_/, "artifactregistry"],
  [/^google_certificate_manager_/, "certificatemanager"],
  [/^google_cloud_run_/, "run"],
  [/^google_compute_/, "compute"],
  [/^google_dns_/, "dns"],
  [/^google_iap_/, "iap"],
  [/^google_monitoring_/, "monitoring"],
  [/^google_project_iam_custom_role$/, "iam"],
  [/^google_project_iam_member$/, "cloudresourcemanager"],
  [/^google_project_service$/, "serviceusage"],
  [/^google_pubsub_/, "pubsub"],
  [/^google_secret_manager_/, "secretmanager"],
  [/^google_service_account(_iam_member)?$/, "iam"],
  [/^google_storage_/, "storage"],
];

const enabled = (layers: Layers): string[] =>
  Object.values(layers.foundation.resource.google_project_service as Record<string, { service: string }>)
    .map(({ service }) => service.replace(".googleapis.com", ""))
    .sort();

describe.each(["dev", "staging", "prod"] as const)("the APIs of %s", (name) => {
  const layers = layersOf(environment(name));

  test("serve every resource type of every layer", () => {
    const types = Object.values(layers).flatMap((layer) => Object.keys(layer.resource as object));
    for (const type of new Set(types)) {
      const apis = apiOfProduct.filter(([start]) => start.test(type)).map(([, api]) => api);
      expect([type, apis.length]).toEqual([type, 1]);
      expect(enabled(layers)).toContain(apis[0]);
    }
  });

  test("are those, those that the services call, and no other", () => {
    const iap = name === "prod" ? ["iap"] : [];
    expect(enabled(layers)).toEqual(
      [
        ...iap,
        "aiplatform",
        "artifactregistry",
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
        "serviceusage",
        "sqladmin",
        "storage",
        "texttospeech",
      ].sort(),
    );
  });

  test("stay enabled when the environment is destroyed", () => {
    for (const service of Object.values(layers.foundation.resource.google_project_service as object)) {
      expect(service).toMatchObject({ disable_on_destroy: false });
    }
  });

  test("come before everything else of the foundation", () => {
    const others = Object.entries(
      layers.foundation.resource as Record<string, Record<string, { depends_on?: string[] }>>,
    ).filter(([type]) => type !== "google_project_service");
    for (const [, named] of others) {
      for (const { depends_on: dependsOn } of Object.values(named)) {
        expect(dependsOn?.filter((address) => address.startsWith("google_project_service.Api_"))).toHaveLength(1);
      }
    }
  });
});

describe("ids", () => {
  test("are alike in all environments, so that their plans read alike", () => {
    const ids = (name: "dev" | "staging"): string[] =>
      Object.values(layersOf(environment(name))).flatMap((layer) =>
        Object.entries(layer.resource as Record<string, object>).flatMap(([type, named]) =>
          Object.keys(named).map((id) => `${type}.${id}`),
        ),
      );
    const [dev, staging] = [ids("dev"), ids("staging")];
    expect(staging.filter((id) => !dev.includes(id))).toEqual([
      expect.stringMatching(/^google_monitoring_notification_channel.Channels_Slack_/),
    ]);
    expect(dev.filter((id) => !staging.includes(id))).toEqual([]);
  });
});

describe("a second serving region", () => {
  test("changes nothing of the layer that holds data", () => {
    const two = environment("staging", (spec) => {
      spec.regions["europe-west1"] = { subnetRange: "10.40.0.0/20" };
    });
    expect(layersOf(two).data).toEqual(layersOf(environment("staging")).data);
  });
});
