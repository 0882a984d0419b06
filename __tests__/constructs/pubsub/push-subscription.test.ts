import { describe, expect, test } from "vitest";
import type { Construct } from "constructs";
import { CloudRunService } from "../../../constructs/cloud-run/cloud-run-service";
import { ServiceIdentity } from "../../../constructs/iam/service-identity";
import { PushSubscription } from "../../../constructs/pubsub/push-subscription";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, idOf, only, reference, secondRegion, serviceOf, type Change } from "../fixtures";

const region = "us-central1";

function build(scope: Construct, of: Environment): void {
  const service = serviceOf(of, "media");
  new PushSubscription(scope, "Push-jobs", {
    environment: of,
    queue: "jobs",
    service,
    serviceNameReference: "parley-media",
    path: "/process-job",
  });
}
const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    build(scope, of);
  });

/** Together with the service, as in the runtime layer. */
const withService = (of: Environment): Synthesized =>
  synthesize((scope) => {
    const service = serviceOf(of, "media");
    const identity = new ServiceIdentity(scope, "Identity", { environment: of, service });
    const run = new CloudRunService(scope, region, { environment: of, service, region, identity });
    new PushSubscription(scope, "Push-jobs", {
      environment: of,
      queue: "jobs",
      service,
      serviceNameReference: run.nameReference,
      path: "/process-job",
    });
  });

const ordered: Change = (_, catalog) => {
  catalog.queues.jobs!.ordered = true;
};

const subscriptionType = "google_pubsub_subscription";
const accountType = "google_service_account";
const invokerType = "google_cloud_run_v2_service_iam_member";
const signerType = "google_service_account_iam_member";
const url = "https://parley-media-100000000001.us-central1.run.app";

describe("PushSubscription", () => {
  test("pushes to the service's known address with a token for it, retries with growing pauses and forwards dead letters", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, subscriptionType)).toEqual({
      name: "jobs-sub",
      topic: "projects/parley-audio-dev/topics/jobs",
      ack_deadline_seconds: 600,
      message_retention_duration: "604800s",
      retain_acked_messages: false,
      expiration_policy: { ttl: "" },
      retry_policy: { minimum_backoff: "10s", maximum_backoff: "600s" },
      dead_letter_policy: {
        dead_letter_topic: "projects/parley-audio-dev/topics/jobs-dlq",
        max_delivery_attempts: 5,
      },
      enable_message_ordering: false,
      push_config: {
        push_endpoint: `${url}/process-job`,
        oidc_token: {
          service_account_email: `${reference(synth, accountType, "", "account_id")}@parley-audio-dev.iam.gserviceaccount.com`,
          audience: url,
        },
      },
      depends_on: [`${invokerType}.${idOf(synth, invokerType)}`, `${signerType}.${idOf(synth, signerType)}`],
      lifecycle: { prevent_destroy: false },
    });
  });

  test("has an account of the queue's own", () => {
    expect(only(synthesized(environment("dev")), accountType)).toEqual({
      account_id: "jobs-push",
      display_name: "Push of jobs",
      description: "Pub/Sub calls Media Service as this account with the messages of jobs",
    });
  });

  test("grants that account nothing but to call this service", () => {
    const synth = synthesized(environment("dev"));
    const account = reference(synth, accountType, "", "account_id");
    expect(only(synth, invokerType)).toEqual({
      name: "parley-media",
      location: "us-central1",
      role: "roles/run.invoker",
      member: `serviceAccount:${account}@parley-audio-dev.iam.gserviceaccount.com`,
    });
    expect(Object.keys(synth.json.resource as object).filter((type) => type.includes("iam"))).toEqual([
      invokerType,
      signerType,
      "google_pubsub_subscription_iam_member",
    ]);
  });

  test("lets Pub/Sub sign tokens of that account, whether or not the agent has its role in the project", () => {
    const synth = synthesized(environment("dev"));
    const account = reference(synth, accountType, "", "account_id");
    expect(only(synth, signerType)).toEqual({
      service_account_id: `projects/parley-audio-dev/serviceAccounts/${account}@parley-audio-dev.iam.gserviceaccount.com`,
      role: "roles/iam.serviceAccountOpenIdTokenCreator",
      member: "serviceAccount:service-100000000001@gcp-sa-pubsub.iam.gserviceaccount.com",
    });
  });

  test("lets Pub/Sub take dead letters off the subscription", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, "google_pubsub_subscription_iam_member")).toEqual({
      subscription: reference(synth, subscriptionType),
      role: "roles/pubsub.subscriber",
      member: "serviceAccount:service-100000000001@gcp-sa-pubsub.iam.gserviceaccount.com",
      // A replaced subscription has lost its policy.
      lifecycle: {
        replace_triggered_by: [expect.stringMatching(/^google_pubsub_subscription[.][\w-]+[.]id$/)],
      },
    });
  });

  test("is made after the service, whose custom audience the token has", () => {
    const synth = withService(environment("dev"));
    const name = reference(synth, "google_cloud_run_v2_service");
    const { push_endpoint: endpoint, oidc_token: token } = only(synth, subscriptionType).push_config;
    expect(endpoint).toBe(`https://${name}-100000000001.us-central1.run.app/process-job`);
    expect(token.audience).toBe(`https://${name}-100000000001.us-central1.run.app`);
    const run = only(synth, "google_cloud_run_v2_service");
    expect(run.custom_audiences).toEqual([token.audience.replace(name, run.name)]);
    expect(only(synth, invokerType).name).toBe(name);
  });

  test("keeps messages after their acknowledgement and the subscription from being destroyed where protected", () => {
    expect(only(synthesized(environment("prod")), subscriptionType)).toMatchObject({
      retain_acked_messages: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("delivers in order only where the queue says so", () => {
    expect(only(synthesized(environment("dev", ordered)), subscriptionType).enable_message_ordering).toBe(true);
  });

  test("pushes to the primary region, where the data of the work lies, also where a second one serves", () => {
    const synth = synthesized(environment("dev", secondRegion));
    expect(only(synth, subscriptionType).push_config.push_endpoint).toBe(`${url}/process-job`);
    expect(only(synth, invokerType).location).toBe("us-central1");
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(build);
  });
});
