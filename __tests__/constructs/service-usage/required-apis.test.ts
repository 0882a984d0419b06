import { describe, expect, test } from "vitest";
import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { PrivateServices } from "../../../constructs/vpc/private-services";
import { apisOfService, firstApis, requiredApis, resourcesIn } from "../../../constructs/service-usage/required-apis";
import { rowOf } from "../../../policies/registry";
import { GithubFederation } from "../../../constructs/iam/github-federation";
import { ImageRegistry } from "../../../constructs/artifact-registry/image-registry";
import { Topic } from "../../../constructs/pubsub/topic";
import type { Service } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { serviceOf } from "../fixtures";

const dev = environment("dev");
const plain: Service = {
  ...serviceOf(dev, "audio"),
  calls: [],
  firestore: false,
  cloudSql: undefined,
  reads: [],
  appends: [],
  writes: [],
};
const telemetry = ["logging", "monitoring", "cloudtrace"];

function stacks(...builds: ((stack: TerraformStack) => void)[]): IConstruct[] {
  const app = new App({ outdir: process.env.TMPDIR ?? "/tmp" });
  return builds.map((build, index) => {
    const stack = new TerraformStack(app, `stack-${index}`);
    build(stack);
    return stack;
  });
}

describe("the API of a type", () => {
  test.each([
    ["google_access_context_manager_service_perimeter", "accesscontextmanager"],
    ["google_artifact_registry_repository", "artifactregistry"],
    ["google_certificate_manager_certificate", "certificatemanager"],
    ["google_cloud_run_v2_service_iam_member", "run"],
    ["google_compute_backend_service", "compute"],
    ["google_container_node_pool", "container"],
    ["google_dns_record_set", "dns"],
    ["google_firestore_index", "firestore"],
    ["google_iam_workload_identity_pool", "iam"],
    ["google_iam_workload_identity_pool_provider", "iam"],
    ["google_iap_web_backend_service_iam_member", "iap"],
    ["google_kms_crypto_key_iam_member", "cloudkms"],
    ["google_logging_project_sink", "logging"],
    ["google_monitoring_uptime_check_config", "monitoring"],
    ["google_project_iam_audit_config", "cloudresourcemanager"],
    ["google_project_iam_custom_role", "iam"],
    ["google_project_iam_member", "cloudresourcemanager"],
    ["google_project_service", "serviceusage"],
    ["google_pubsub_topic_iam_member", "pubsub"],
    ["google_secret_manager_secret", "secretmanager"],
    ["google_service_account", "iam"],
    ["google_service_account_iam_member", "iam"],
    ["google_service_networking_connection", "servicenetworking"],
    ["google_sql_database_instance", "sqladmin"],
    ["google_storage_bucket", "storage"],
  ])("knows that %s needs %s", (type, api) => {
    expect(rowOf(type).api).toBe(api);
  });
});

describe("apisOfService", () => {
  test("is telemetry alone for a service that calls nothing", () => {
    expect(apisOfService(dev, plain)).toEqual(telemetry);
  });

  test.each([
    ["a call of Vertex AI", { calls: ["vertex-ai"] }, "aiplatform"],
    ["text-to-speech", { calls: ["text-to-speech"] }, "texttospeech"],
    ["speech-to-text", { calls: ["speech-to-text"] }, "speech"],
    ["documents", { firestore: true }, "firestore"],
    ["the database", { cloudSql: "clone" }, "sqladmin"],
    ["writing a bucket of browser uploads", { writes: ["documents"] }, "iamcredentials"],
    ["adding to a bucket of browser uploads", { appends: ["uploads"] }, "iamcredentials"],
  ] satisfies [string, Partial<Service>, string][])("adds one for %s", (_, change, api) => {
    expect(apisOfService(dev, { ...plain, ...change })).toEqual([...telemetry, api]);
  });

  test.each([
    ["reads a bucket of browser uploads", { reads: ["documents"] }],
    ["writes another bucket", { writes: ["assets"] }],
    ["writes a cache", { writes: ["audio-cache"] }],
  ] satisfies [string, Partial<Service>][])("adds none for a service that only %s", (_, change) => {
    expect(apisOfService(dev, { ...plain, ...change })).toEqual(telemetry);
  });
});

describe("requiredApis", () => {
  const silent = { ...dev, services: [] };

  test("are those of the resources of all stacks, each once, sorted, and those by which Terraform enables them", () => {
    const two = stacks(
      (stack) => {
        new ComputeNetwork(stack, "One", { name: "one" });
        new ComputeNetwork(stack, "Two", { name: "two" });
      },
      (stack) => {
        new Topic(stack, "Topic", { environment: dev, name: "jobs", owner: "media" });
      },
    );
    expect(requiredApis(silent, two)).toEqual(["cloudresourcemanager", "compute", "pubsub", "serviceusage"]);
  });

  test("hold the one that a resource's setting asks for", () => {
    const registry = stacks((stack) => {
      new ImageRegistry(stack, "Images", { environment: dev });
    });
    expect(requiredApis(silent, registry)).toEqual([
      "artifactregistry",
      "cloudresourcemanager",
      "containerscanning",
      "serviceusage",
    ]);
  });

  test("hold those that the services call", () => {
    const services = [
      { ...plain, calls: ["vertex-ai" as const] },
      { ...plain, firestore: true },
    ];
    expect(requiredApis({ ...dev, services }, [])).toEqual([
      "aiplatform",
      "cloudresourcemanager",
      "cloudtrace",
      "firestore",
      "logging",
      "monitoring",
      "serviceusage",
    ]);
  });
});

describe("firstApis", () => {
  const [empty] = stacks(() => {});

  test("are at least those without which Terraform enables nothing", () => {
    expect(firstApis(empty!, [], [])).toEqual(["cloudresourcemanager", "serviceusage"]);
  });

  test("hold those of bootstrap's resources and those by which a workflow becomes an account", () => {
    const [bootstrap] = stacks((stack) => {
      new GithubFederation(stack, "Github", { environment: dev });
    });
    expect(firstApis(bootstrap!, [], [])).toEqual([
      "cloudresourcemanager",
      "iam",
      "iamcredentials",
      "serviceusage",
      "sts",
    ]);
  });

  test.each([
    ["artifactRegistry", "artifactregistry"],
    ["cloudSql", "sqladmin"],
    ["computeEngine", "compute"],
    ["firestore", "firestore"],
    ["iap", "iap"],
    ["kubernetesEngine", "container"],
    ["monitoring", "monitoring"],
    ["pubsub", "pubsub"],
    ["secretManager", "secretmanager"],
  ] as const)("hold the one without which the agent %s does not exist", (agent, api) => {
    expect(firstApis(empty!, [], [agent, agent])).toEqual(["cloudresourcemanager", api, "serviceusage"].sort());
  });

  test("hold the one of a layer whose rights take minutes to arrive, and no other of a layer", () => {
    const layers = stacks((stack) => {
      new PrivateServices(stack, "PrivateServices", {
        environment: dev,
        settings: dev.cloudSql!,
        network: "projects/p/global/networks/n",
      });
    });
    expect(firstApis(empty!, layers, [])).toEqual(["cloudresourcemanager", "servicenetworking", "serviceusage"]);
  });

  test.each(["cloudStorage", "loadBalancer", "cdnFill"] as const)(
    "hold none for the agent %s, which another way makes",
    (agent) => {
      expect(firstApis(empty!, [], [agent])).toEqual(["cloudresourcemanager", "serviceusage"]);
    },
  );
});

describe("resourcesIn", () => {
  test("finds resources at every depth, and nothing that is none", () => {
    const [stack] = stacks((scope) => {
      new ImageRegistry(scope, "Images", { environment: dev });
    });
    expect(resourcesIn(stack!).map(({ node }) => node.path)).toEqual(["stack-0/Images/Default"]);
  });
});
