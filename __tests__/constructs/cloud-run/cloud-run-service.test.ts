import { describe, expect, test } from "vitest";
import { ServiceIdentity } from "../../../constructs/iam/service-identity";
import { CloudRunService } from "../../../constructs/cloud-run/cloud-run-service";
import { revisionOf } from "../../../constructs/cloud-run/revision";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import {
  addresses,
  all,
  behindProxy,
  expectEqualAddresses,
  named,
  only,
  override,
  reference,
  secondRegion,
  serviceOf,
  unrouted,
  type Change,
} from "../fixtures";
import type { Construct } from "constructs";

const region = "us-central1";
const runType = "google_cloud_run_v2_service";
const invokerType = "google_cloud_run_v2_service_iam_member";

function build(scope: Construct, of: Environment, key: string): void {
  const service = serviceOf(of, key);
  const identity = new ServiceIdentity(scope, "Identity", { environment: of, service });
  new CloudRunService(scope, region, { environment: of, service, region, identity });
}
const synthesized = (of: Environment, key = "audio"): Synthesized =>
  synthesize((scope) => {
    build(scope, of, key);
  });
const run = (of: Environment, key = "audio"): Attributes => only(synthesized(of, key), runType);
const changed = (change: Change, key = "audio"): Attributes => run(environment("dev", change), key);

describe("CloudRunService", () => {
  test("is reachable through the load balancer only, and destroyable where disposable", () => {
    const of = environment("dev", override("audio", { image: "audio-service:main" }));
    const { template, traffic, depends_on: waits, ...service } = run(of);
    expect(service).toEqual({
      name: "parley-audio",
      location: "us-central1",
      description: "Streams conversational audio over WebSockets",
      ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
      invoker_iam_disabled: true,
      deletion_protection: false,
      labels: { service: "audio", environment: "dev", version: "main" },
      lifecycle: { ignore_changes: ["scaling"] },
    });
    expect([typeof template, typeof traffic, typeof waits]).toEqual(["object", "object", "object"]);
  });

  test("cannot be deleted where protected", () => {
    expect(run(environment("prod")).deletion_protection).toBe(true);
  });

  test("runs the revision that the entry describes, as Terraform reads it", () => {
    const of = environment("dev", override("audio", { image: "audio-service:main" }));
    const probe = { http_get: { path: "/ws/health", port: 8080, http_headers: [] } };
    const synth = synthesized(of);
    expect(only(synth, runType).template).toEqual({
      revision: revisionOf(of, serviceOf(of, "audio"), region).revision,
      service_account: `${reference(synth, "google_service_account", "", "account_id")}@parley-audio-dev.iam.gserviceaccount.com`,
      timeout: "3600s",
      max_instance_request_concurrency: 15,
      session_affinity: true,
      execution_environment: "EXECUTION_ENVIRONMENT_GEN2",
      scaling: { min_instance_count: 0, max_instance_count: 7 },
      vpc_access: {
        egress: "ALL_TRAFFIC",
        network_interfaces: [{ network: "parley", subnetwork: "parley-us-central1" }],
      },
      containers: [
        {
          image: "us-central1-docker.pkg.dev/parley-audio-dev/parley/audio-service:main",
          ports: { container_port: 8080 },
          resources: { limits: { cpu: "2", memory: "1Gi" }, cpu_idle: true, startup_cpu_boost: true },
          env: [
            { name: "FIRESTORE_DATABASE", value: "(default)" },
            { name: "GCP_PROJECT_ID", value: "parley-audio-dev" },
            { name: "LOG_LEVEL", value: "debug" },
            { name: "VERTEX_AI_LOCATION", value: "us-central1" },
            { name: "VERTEX_AI_MODEL", value: "gemini-3.8-live" },
            { name: "WEBSOCKET_PING_INTERVAL", value: "30" },
            { name: "WEBSOCKET_TIMEOUT", value: "3600" },
          ],
          startup_probe: {
            ...probe,
            initial_delay_seconds: 0,
            period_seconds: 5,
            timeout_seconds: 3,
            failure_threshold: 30,
          },
          liveness_probe: {
            ...probe,
            initial_delay_seconds: 10,
            period_seconds: 30,
            timeout_seconds: 3,
            failure_threshold: 3,
          },
          volume_mounts: [],
        },
      ],
      volumes: [],
    });
  });

  test("reads secrets by reference", () => {
    const { env } = run(environment("dev"), "rest").template.containers[0];
    expect(env).toContainEqual({
      name: "ANTHROPIC_API_KEY",
      value_source: { secret_key_ref: { secret: "anthropic-api-key", version: "latest" } },
    });
  });

  test("gives a service of volumes its memory", () => {
    const { volumes, containers } = run(environment("dev"), "media").template;
    expect(volumes).toContainEqual({ name: "tmp", empty_dir: { medium: "MEMORY", size_limit: "512Mi" } });
    expect(containers[0].volume_mounts).toContainEqual({ name: "tmp", mount_path: "/tmp" });
  });

  test.each(["audio", "conversation", "gateway", "media", "realtime", "rest"])(
    "waits for every grant of the identity of %s",
    (key) => {
      const synth = synthesized(environment("prod"), key);
      const grants = addresses(synth).filter(
        (address) => /^google_(\w+_iam_member|sql_user)\./.test(address) && !address.startsWith(invokerType),
      );
      expect([...(only(synth, runType).depends_on as string[])].sort()).toEqual(grants);
      expect(grants.length).toBeGreaterThan(2);
    },
  );

  test.each([
    ["audio-service:main", "main"],
    ["audio-service:v1.2.3-RC_1", "v1-2-3-rc_1"],
    [`audio-service@sha256:${"0123456789abcdef".repeat(4)}`, "0123456789ab"],
    [`audio-service:${"a".repeat(128)}`, "a".repeat(63)],
  ])("labels the image %s as version '%s'", (image, version) => {
    expect(changed(override("audio", { image })).labels.version).toBe(version);
  });

  test("gives the current revision all traffic, without a tag", () => {
    const service = changed(() => {});
    expect(service.traffic).toEqual([
      { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: service.template.revision, percent: 100 },
    ]);
  });

  test.each([
    [0, 100],
    [1, 99],
    [10, 90],
    [50, 50],
    [99, 1],
  ])("in a release, gives the tagged candidate %i percent and the previous revision the other %i", (percent, rest) => {
    const release = { percent, previousRevision: "parley-audio-00000000" };
    const service = changed(override("audio", { release }));
    expect(service.traffic).toEqual([
      {
        type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
        revision: service.template.revision,
        percent,
        tag: "candidate",
      },
      { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "parley-audio-00000000", percent: rest },
    ]);
  });

  test("at the end of a release, gives the tagged candidate all traffic and names no other revision", () => {
    const release = { percent: 100, previousRevision: "parley-audio-00000000" };
    const service = changed(override("audio", { release }));
    expect(service.traffic).toEqual([
      {
        type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
        revision: service.template.revision,
        percent: 100,
        tag: "candidate",
      },
    ]);
  });

  test("in a further attempt, gives another revision all traffic", () => {
    const service = changed(override("audio", { release: { attempt: 2 } }));
    const revision = `${changed(() => {}).template.revision as string}-2`;
    expect(service.template.revision).toBe(revision);
    expect(service.traffic).toEqual([{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision, percent: 100 }]);
  });

  test("behind the proxy, is invoked by the proxy's agent alone", () => {
    const synth = synthesized(environment("dev", behindProxy()));
    expect(only(synth, runType).invoker_iam_disabled).toBe(false);
    expect(only(synth, invokerType)).toEqual({
      name: reference(synth, runType),
      location: "us-central1",
      role: "roles/run.invoker",
      member: "serviceAccount:service-100000000001@gcp-sa-iap.iam.gserviceaccount.com",
    });
  });

  test.each([
    ["in an open environment", () => {}],
    ["opened in an environment behind the proxy", all(behindProxy(), override("audio", { access: "public" }))],
  ] satisfies [string, Change][])("%s, has Cloud Run's own check off and no invoker", (_, change) => {
    const synth = synthesized(environment("dev", change));
    expect(only(synth, runType).invoker_iam_disabled).toBe(true);
    expect(synth.all(invokerType)).toEqual({});
  });

  test.each([
    ["open", unrouted("gateway")],
    ["behind the proxy", all(behindProxy(), unrouted("gateway"))],
  ] satisfies [string, Change][])(
    "without a route, is reachable from the project only and keeps Cloud Run's check: %s",
    (_, change) => {
      const synth = synthesized(environment("dev", change), "gateway");
      expect(only(synth, runType)).toMatchObject({
        ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
        invoker_iam_disabled: false,
      });
      expect(synth.all(invokerType)).toEqual({});
    },
  );

  test("answers tokens of pushes in the primary region, where the queue pushes to it, and nowhere else", () => {
    const of = environment("dev", secondRegion);
    const service = serviceOf(of, "media");
    const synth = synthesize((scope) => {
      const identity = new ServiceIdentity(scope, "Identity", { environment: of, service });
      for (const at of ["us-central1", "europe-west1"])
        new CloudRunService(scope, at, { environment: of, service, region: at, identity });
    });
    expect(named(synth, runType, "us-central1").custom_audiences).toEqual([
      "https://parley-media-100000000001.us-central1.run.app",
    ]);
    expect(named(synth, runType, "europe-west1")).not.toHaveProperty("custom_audiences");
  });

  test.each([
    ["receives nothing", "rest", () => {}],
    [
      "asks for its messages",
      "media",
      (spec, catalog) => {
        catalog.services.media!.queues = { jobs: "pull" };
        spec.usage.services.media!.averageSeconds = 0.5;
      },
    ],
  ] satisfies [string, string, Change][])("has no further audience where it %s", (_, key, change) => {
    expect(changed(change, key)).not.toHaveProperty("custom_audiences");
  });

  test("never lets everybody in by a grant", () => {
    expect(JSON.stringify(synthesized(environment("dev")).json)).not.toMatch(/allUsers|allAuthenticatedUsers/);
  });

  test.each([
    ["open", () => {}],
    ["behind the proxy", behindProxy()],
  ] satisfies [string, Change][])("has the same addresses in every environment, %s", (_, change) => {
    expectEqualAddresses((scope, of) => {
      build(scope, of, "media");
    }, change);
  });
});
