import { tmpdir } from "node:os";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { TerraformStack } from "cdktf";
import { describe, expect, test } from "vitest";
import { policies } from "../../policies/enforce";
import { newApp } from "../../stacks/build-app";
import { environment } from "../support/environments";
import { add, pick, remove, type Mutation } from "../support/mutations";
import { violations, type Layers } from "../support/policies";
import type { Attributes } from "../support/synth";
import { deployMutations } from "./deploy-mutations";
import { monitoringMutations } from "./monitoring-mutations";
import { storeMutations } from "./store-mutations";

const dev = environment("dev");
const prod = environment("prod");

const audio = (layers: Layers): Attributes => pick(layers.runtime, "google_cloud_run_v2_service", "Audio_");
const container = (layers: Layers): Attributes => audio(layers).template.containers[0];
const backend = (layers: Layers, key: string): Attributes =>
  pick(layers.runtime, "google_compute_backend_service", `LoadBalancer_Backend-${key.toLowerCase()}_`);

/** A bucket's name, as CDKTF writes it in a stack other than the bucket's. */
function bucketOfAnotherStack(): string {
  const app = newApp({ outdir: tmpdir() });
  const bucket = new StorageBucket(new TerraformStack(app, "one"), "Bucket", { name: "bucket", location: "US" });
  const other = new TerraformStack(app, "other");
  new StorageBucket(other, "Bucket", { name: bucket.name, location: "US" });
  const { resource } = other.toTerraform() as { resource: { google_storage_bucket: { Bucket: { name: string } } } };
  return resource.google_storage_bucket.Bucket.name;
}

const mutations: Mutation[] = [
  ...storeMutations,
  ...deployMutations,
  ...monitoringMutations,
  [
    "iam-additive",
    "a binding",
    ({ runtime }) => {
      add(runtime, "google_project_iam_binding", { role: "roles/logging.logWriter", members: [] });
    },
    [/^prod-runtime: google_project_iam_binding.Added: iam-additive: is authoritative/],
  ],
  [
    "iam-no-basic-role",
    "a basic role on a bucket",
    ({ runtime }) => (pick(runtime, "google_storage_bucket_iam_member", "Media").role = "roles/editor"),
    [/iam-no-basic-role: 'roles\/editor' reaches every product/],
  ],
  [
    "iam-no-public-member",
    "a public bucket",
    ({ runtime }) => (pick(runtime, "google_storage_bucket_iam_member", "Media").member = "allUsers"),
    [/iam-no-public-member: 'allUsers' is everyone/],
  ],
  [
    "iam-narrowest-level",
    "a storage role on the project",
    ({ runtime }) =>
      (pick(runtime, "google_project_iam_member", "Media_Identity_logging").role = "roles/storage.objectUser"),
    [/iam-narrowest-level: 'roles\/storage.objectUser' on the project reaches all its resources/],
  ],
  [
    "iam-narrowest-level",
    "a project role without a reason",
    ({ runtime }) =>
      (pick(runtime, "google_project_iam_member", "Media_Identity_logging").role = "roles/aiplatform.user"),
    [/iam-narrowest-level: 'roles\/aiplatform.user' is granted on the project without a reason/],
  ],
  [
    "iam-custom-role-permissions",
    "secret access in a custom role",
    ({ runtime }) =>
      pick(runtime, "google_project_iam_custom_role", "Audio").permissions.push("secretmanager.versions.access"),
    [/iam-custom-role-permissions: 'secretmanager.versions.access' in a project role/],
  ],
  [
    "no-credential-resource",
    "an account key",
    ({ runtime }) => {
      add(runtime, "google_service_account_key", { service_account_id: "x" });
    },
    [/google_service_account_key.Added: no-credential-resource: puts a credential into the state/],
  ],
  ...(
    [
      ["${google_redis_instance.Cache.auth_string}", "auth_string"],
      ["redis://:${google_redis_instance.Cache.auth_string}@host", "auth_string"],
      ["${google_container_cluster.Cluster.master_auth[0].client_key}", "client_key"],
      ["${base64decode(google_service_account_key.Key.private_key)}", "private_key"],
      ["${google_storage_hmac_key.Key.secret}", "secret"],
    ] as const
  ).map(([value, attribute]): Mutation => [
    "no-computed-credential",
    `an output with ${value}, also a sensitive one`,
    ({ data }) => (data.output.key = { value, sensitive: true }),
    [new RegExp(`^prod-data: output.key: no-computed-credential: passes on '${attribute}', a credential that Google`)],
  ]),
  [
    "no-computed-credential",
    "a variable with a password",
    (layers) => {
      const [account] = Object.keys(layers.runtime.resource.google_service_account as Attributes);
      container(layers).env.push({ name: "CACHE", value: `\${google_service_account.${account}.password}` });
    },
    [/Audio_.*no-computed-credential: passes on 'password'/],
  ],
  [
    "no-computed-credential",
    "a label with a password",
    ({ data }) =>
      (pick(data, "google_storage_bucket", "Documents").labels = {
        password: "${google_storage_bucket.Documents.password}",
      }),
    [/^prod-data: google_storage_bucket.Documents: no-computed-credential: passes on 'password'/],
  ],
  [
    "no-key-file",
    "a secret mounted as a file",
    (layers) => (audio(layers).template.volumes = [{ name: "key", secret: { secret: "gcp-key" } }]),
    [/no-key-file: volume 'key' mounts a secret as a file/],
  ],
  [
    "no-literal-credential",
    "a literal API key",
    (layers) => container(layers).env.push({ name: "SOME_API_KEY", value: "x" }),
    [/no-literal-credential: variable 'SOME_API_KEY' holds a literal/],
  ],
  [
    "no-literal-credential",
    "a path to a key file",
    (layers) => container(layers).env.push({ name: "GOOGLE_APPLICATION_CREDENTIALS", value: "/app/key.json" }),
    [/no-literal-credential: variable 'GOOGLE_APPLICATION_CREDENTIALS' holds a literal/],
  ],
  [
    "cloud-run-ingress",
    "a service open to the internet",
    (layers) => (audio(layers).ingress = "INGRESS_TRAFFIC_ALL"),
    [/cloud-run-ingress: ingress 'INGRESS_TRAFFIC_ALL' bypasses Cloud Armor/],
  ],
  [
    "cloud-run-supported",
    "a readiness probe by escape hatch",
    (layers) => (container(layers).readiness_probe = { period_seconds: 10 }),
    [/cloud-run-supported: 'readiness_probe' is not what provider 6.50.0/],
  ],
  [
    "cloud-run-supported",
    "end-to-end HTTP/2 on a WebSocket service",
    (layers) => (container(layers).ports.name = "h2c"),
    [/cloud-run-supported: port 'h2c' ends WebSockets/],
  ],
  [
    "cloud-run-traffic",
    "traffic that does not add up",
    (layers) => (audio(layers).traffic[0].percent = 90),
    [/cloud-run-traffic: traffic adds up to 90 %; make it 100/],
  ],
  [
    "cloud-run-traffic",
    "a release from the current revision",
    (layers) => {
      const [target] = audio(layers).traffic;
      audio(layers).traffic = [
        { ...target, percent: 10 },
        { ...target, percent: 90 },
      ];
    },
    [/cloud-run-traffic: 'parley-audio-[0-9a-f]{8}' takes traffic twice: it is the current revision/],
  ],
  [
    "cloud-run-traffic",
    "a revision without traffic and without a tag",
    (layers) => audio(layers).traffic.push({ revision: "parley-audio-00000000", percent: 0 }),
    [/cloud-run-traffic: 'parley-audio-00000000' has 0 percent and no tag.*leave it out/],
  ],
  [
    "cloud-run-reachable",
    "a service that nobody may invoke",
    (layers) => {
      for (const grant of Object.values<Attributes>(layers.runtime.resource.google_cloud_run_v2_service_iam_member))
        grant.role = "roles/run.viewer";
    },
    [/Audio_.*cloud-run-reachable: answers the load balancer with 403/, /Rest_.*cloud-run-reachable/],
  ],
  [
    "load-balancing-scheme",
    "a classic forwarding rule",
    ({ runtime }) => delete pick(runtime, "google_compute_global_forwarding_rule").load_balancing_scheme,
    [/google_compute_global_forwarding_rule.*load-balancing-scheme: has the classic scheme/],
  ],
  [
    "serverless-backend",
    "a backend timeout",
    (layers) => (backend(layers, "Audio").timeout_sec = 3600),
    [/serverless-backend: 'timeout_sec' is refused or ignored/],
  ],
  [
    "serverless-backend",
    "a balancing mode",
    (layers) => (backend(layers, "Audio").backend[0].balancing_mode = "UTILIZATION"),
    [/serverless-backend: 'balancing_mode' is refused on a serverless endpoint group/],
  ],
  [
    "cdn-where-it-serves",
    "CDN behind Identity-Aware Proxy",
    (layers) => (backend(layers, "Rest").enable_cdn = true),
    [/cdn-where-it-serves: has CDN and Identity-Aware Proxy/],
  ],
  [
    "cdn-where-it-serves",
    "CDN on a WebSocket service",
    (layers) => (backend(layers, "Realtime").enable_cdn = true),
    [/cdn-where-it-serves: has CDN on a WebSocket service/],
  ],
  [
    "iap-without-outlier-detection",
    "outlier detection behind Identity-Aware Proxy",
    (layers) => (backend(layers, "Rest").outlier_detection = { consecutive_errors: 5 }),
    [/iap-without-outlier-detection: has outlier detection/],
  ],
  [
    "tls-1-2",
    "old TLS",
    ({ runtime }) => (pick(runtime, "google_compute_ssl_policy").min_tls_version = "TLS_1_0"),
    [/tls-1-2: TLS policy TLS_1_0\/MODERN admits broken ciphers/],
  ],
  [
    "tls-1-2",
    "a compatible cipher profile",
    ({ runtime }) => (pick(runtime, "google_compute_ssl_policy").profile = "COMPATIBLE"),
    [/tls-1-2: TLS policy TLS_1_2\/COMPATIBLE/],
  ],
  [
    "no-weighted-websocket",
    "a traffic split by backend on a WebSocket route",
    ({ runtime }) => {
      const [name] = Object.keys(runtime.resource.google_compute_backend_service).filter((id) =>
        id.startsWith("LoadBalancer_Backend-audio_"),
      );
      pick(runtime, "google_compute_url_map", "LoadBalancer_Routing").path_matcher[0].default_route_action = {
        weighted_backend_services: [
          {
            weight: 10,
            backend_service: `projects/p/global/backendServices/\${google_compute_backend_service.${name}.name}`,
          },
        ],
      };
    },
    [/no-weighted-websocket: weighs the backend of a WebSocket service/],
  ],
  [
    "http-only-redirects",
    "plain HTTP to the services",
    ({ runtime }) => {
      const [name] = Object.keys(runtime.resource.google_compute_url_map).filter((id) =>
        id.startsWith("LoadBalancer_Routing"),
      );
      pick(runtime, "google_compute_target_http_proxy").url_map =
        `projects/p/global/urlMaps/\${google_compute_url_map.${name}.name}`;
    },
    [/http-only-redirects: serves plain HTTP/],
  ],
  [
    "bucket-private",
    "a bucket that can be made public",
    ({ data }) => (pick(data, "google_storage_bucket", "StaticSite").public_access_prevention = "inherited"),
    [/StaticSite: bucket-private: can be made public/],
  ],
  [
    "bucket-private",
    "object access lists",
    ({ data }) => (pick(data, "google_storage_bucket", "Assets").uniform_bucket_level_access = false),
    [/Assets: bucket-private: has access lists on objects/],
  ],
  [
    "destroyed-last",
    "an endpoint group that Terraform would destroy before it updates the backend",
    ({ runtime }) =>
      (pick(runtime, "google_compute_region_network_endpoint_group").lifecycle = { create_before_destroy: false }),
    [/destroyed-last: would be destroyed while others still refer to it/],
  ],
  [
    "destroyed-last",
    "a channel without its lifecycle",
    ({ operations }) => delete pick(operations, "google_monitoring_notification_channel").lifecycle,
    [/google_monitoring_notification_channel.*destroyed-last: .*set lifecycle.create_before_destroy/],
  ],
  [
    "bucket-lifecycle",
    "a bucket without a lifecycle",
    ({ data }) => delete pick(data, "google_storage_bucket", "Assets").lifecycle_rule,
    [/Assets: bucket-lifecycle: never shrinks/],
  ],
  [
    "bucket-settings-written",
    "versioning left out",
    ({ data }) => delete pick(data, "google_storage_bucket", "AudioCache").versioning,
    [/AudioCache: bucket-settings-written: leaves 'versioning' to Google's default/],
  ],
  [
    "protected-data",
    "a secret that can be destroyed",
    ({ data }) => delete pick(data, "google_secret_manager_secret").lifecycle,
    [/google_secret_manager_secret.*protected-data: can be destroyed in a protected environment/],
  ],
  [
    "protected-deletion",
    "a service that can be deleted",
    (layers) => (audio(layers).deletion_protection = false),
    [/protected-deletion: can be deleted in a protected environment/],
  ],
  [
    "protected-bucket",
    "a bucket that can be destroyed",
    ({ data }) => delete pick(data, "google_storage_bucket", "Documents").lifecycle,
    [/Documents: protected-bucket: can be destroyed/],
  ],
  [
    "protected-bucket",
    "a bucket that is emptied on destroy",
    ({ data }) => (pick(data, "google_storage_bucket", "Documents").force_destroy = true),
    [/Documents: protected-bucket: force_destroy deletes its objects/],
  ],
  [
    "protected-bucket",
    "a bucket without soft delete",
    ({ data }) => (pick(data, "google_storage_bucket", "Documents").soft_delete_policy.retention_duration_seconds = 0),
    [/Documents: protected-bucket: a deleted object is gone at once/],
  ],
  [
    "protected-image",
    "an image by tag",
    (layers) => (container(layers).image = "us-central1-docker.pkg.dev/p/parley/audio-service:main"),
    [/protected-image: '.*:main' can move under a protected environment/],
  ],
  [
    "protected-data",
    "an address that can be released",
    ({ runtime }) => delete pick(runtime, "google_compute_global_address").lifecycle,
    [/google_compute_global_address.*protected-data: can be destroyed in a protected environment/],
  ],
  [
    "protected-tags",
    "tags that can move",
    ({ foundation }) => (pick(foundation, "google_artifact_registry_repository").docker_config.immutable_tags = false),
    [/protected-tags: lets a tag move/],
  ],
  [
    "links",
    "a variable with a topic that no layer makes",
    (layers) => container(layers).env.push({ name: "TOPIC", value: "projects/p/topics/jbos" }),
    [/links: names google_pubsub_topic 'jbos', which no earlier layer declares; did you mean 'jobs'/],
  ],
  [
    "protected-front-door",
    "a backend without Cloud Armor",
    (layers) => delete backend(layers, "Media").security_policy,
    [/protected-front-door: faces the internet without Cloud Armor/],
  ],
  [
    "disposable-destroys",
    "a disposable bucket that Terraform cannot empty",
    ({ data }) => (pick(data, "google_storage_bucket", "Documents").force_destroy = false),
    [/^dev-data: google_storage_bucket.Documents: disposable-destroys: 'force_destroy' keeps Terraform/],
    "dev",
  ],
  [
    "disposable-destroys",
    "a disposable service with its protection left to Google's default",
    (layers) => delete audio(layers).deletion_protection,
    [/disposable-destroys: 'deletion_protection' keeps Terraform/],
    "dev",
  ],
  [
    "disposable-destroys",
    "a disposable address that must not be destroyed",
    ({ runtime }) => (pick(runtime, "google_compute_global_address").lifecycle = { prevent_destroy: true }),
    [/disposable-destroys: 'prevent_destroy' keeps Terraform/],
    "dev",
  ],
  [
    "no-data-source",
    "a data source",
    ({ runtime }) => (runtime.data = { google_project: { This: {} } }),
    [/^prod-runtime: data.google_project.This: no-data-source: is read at every plan/],
  ],
  [
    "no-reference-to-another-stack",
    "a bucket of another stack, as CDKTF names it",
    ({ runtime }) => (pick(runtime, "google_storage_bucket_iam_member", "Media").bucket = bucketOfAnotherStack()),
    [
      /Media.*: no-reference-to-another-stack: refers to google_storage_bucket.Bucket, which its stack does not declare/,
    ],
  ],
  [
    "no-environment-in-ids",
    "an id with the environment's name",
    ({ data }) => (data.resource.google_pubsub_schema = { "prod-jobs": {} }),
    [/google_pubsub_schema.prod-jobs: no-environment-in-ids: its id holds 'prod'/],
  ],
  [
    "links",
    "a misspelt bucket",
    ({ runtime }) =>
      (pick(runtime, "google_storage_bucket_iam_member", "Media_Identity_Writes").bucket = "parley-audio-prod-asets"),
    [
      /links: names google_storage_bucket 'parley-audio-prod-asets', which no earlier layer declares; did you mean 'parley-audio-prod-assets'\?/,
    ],
  ],
  [
    "links",
    "a topic that no layer makes",
    ({ data }) => {
      remove(data, "google_pubsub_topic", "Queue-jobs_Topic");
    },
    [
      /google_cloud_run_v2_service.Media.*links: names google_pubsub_topic 'jobs'/,
      /Publishes-jobs.*links: names google_pubsub_topic 'jobs'/,
      /google_pubsub_subscription.Push-jobs: links: names google_pubsub_topic 'jobs'/,
    ],
  ],
  [
    "links",
    "a secret that only its readers know",
    ({ data }) => delete data.resource.google_secret_manager_secret["Secret-suno-api-key"],
    [
      /google_cloud_run_v2_service.Media.*links: names google_secret_manager_secret 'suno-api-key'/,
      /Secret-suno-api-key.*links: names google_secret_manager_secret 'suno-api-key'/,
    ],
  ],
  [
    "links",
    "a subnet in a region without one",
    (layers) => (audio(layers).template.vpc_access.network_interfaces[0].subnetwork = "parley-europe-west1"),
    [/links: names google_compute_subnetwork 'parley-europe-west1'/],
  ],
  [
    "links",
    "variables of a product that name what is not there",
    (layers) => {
      const media = pick(layers.runtime, "google_cloud_run_v2_service", "Media_").template.containers[0];
      const set = ({ env }: Attributes, variable: string, value: string): void => {
        env.find(({ name }: Attributes) => name === variable).value = value;
      };
      set(media, "INSTANCE_CONNECTION_NAME", "p:us-central1:parley-postgres-7");
      set(media, "DB_NAME", "producton");
      set(container(layers), "FIRESTORE_DATABASE", "restored");
    },
    [
      /Audio.*links: names google_firestore_database 'restored'/,
      /Media.*links: names google_sql_database_instance 'parley-postgres-7'/,
      /Media.*links: names google_sql_database 'producton', which no earlier layer declares; did you mean 'production'/,
    ],
  ],
  [
    "links",
    "an image in another repository",
    (layers) => (container(layers).image = `us-central1-docker.pkg.dev/p/other/audio@sha256:${"a".repeat(64)}`),
    [/links: names google_artifact_registry_repository 'other'/],
  ],
  [
    "refers-as-registered",
    "a reference that no row names",
    ({ runtime }) => (pick(runtime, "google_compute_url_map").description = "${google_container_cluster.Cluster.name}"),
    [/google_compute_url_map.*: refers-as-registered: refers to google_container_cluster/],
  ],
  [
    "refers-as-registered",
    "a reference in a list within a block that no row names",
    ({ runtime }) =>
      pick(runtime, "google_compute_url_map").host_rule[0].hosts.push("${google_container_cluster.Cluster.name}"),
    [/google_compute_url_map.*: refers-as-registered: refers to google_container_cluster/],
  ],
  [
    "links",
    "an uptime check of a host that nobody serves",
    ({ operations }) =>
      (pick(operations, "google_monitoring_uptime_check_config", "Audio").monitored_resource.labels.host =
        "old.example.com"),
    [/AudioUptime: links: names google_certificate_manager_certificate_map_entry 'old.example.com'/],
  ],
];

describe("policies", () => {
  test.each(["dev", "staging", "prod"] as const)("the real %s environment breaks none", (name) => {
    expect(violations(environment(name), () => {})).toEqual([]);
  });

  test("allow what only an option of an environment needs, such as the settings of Identity-Aware Proxy", () => {
    const withOption = environment("prod", (_, catalog) => {
      catalog.services.audio!.crossOrigin = true;
    });
    expect(violations(withOption, () => {})).toEqual([]);
  });

  test.each(mutations.map(([id, name, mutate, said, where]) => [id, name, mutate, said, where ?? "prod"] as const))(
    "%s catches %s, and nothing else does",
    (id, _name, mutate, said, where) => {
      const found = violations(where === "dev" ? dev : prod, mutate);
      expect(found).toHaveLength(said.length);
      said.forEach((message, index) => {
        expect(found[index]).toMatch(message);
        expect(found[index]).toContain(`: ${id}: `);
      });
    },
  );

  test("let a credential that Google makes into a write-only argument, and a secret's id anywhere", () => {
    const found = violations(prod, ({ data }) => {
      pick(data, "google_storage_bucket", "Documents").settings = { value_wo: "${google_sql_user.A.password}" };
      pick(data, "google_storage_bucket", "Documents").labels = {
        secret: "${google_secret_manager_secret.A.secret_id}",
      };
    });
    expect(found.filter((one) => one.includes("no-computed-credential"))).toEqual([]);
  });

  test("each has a mutation that it must catch", () => {
    // A store that nobody describes needs another environment, not another stack: registry.test.ts has it.
    const tested = new Set([...mutations.map(([id]) => id), "kept-as-registered"]);
    expect(policies.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });

  test("all violations are reported at once", () => {
    const found = violations(prod, (layers) => {
      audio(layers).ingress = "INGRESS_TRAFFIC_ALL";
      backend(layers, "Media").timeout_sec = 30;
    });
    expect(found.map((line) => line.split(": ")[2])).toEqual(["cloud-run-ingress", "serverless-backend"]);
  });
});
