import { describe, expect, test } from "vitest";
import { violations } from "../support/policies";
import { environment } from "../support/environments";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const numbers = { dev: "100000000001", staging: "100000000002", prod: "100000000003" };

const named = (stack: Synthesized, type: string, name: string): Attributes =>
  Object.values(stack.all(type)).find((one) => one.name === name)!;

describe.each(["dev", "staging", "prod"] as const)("job queue of %s", (name) => {
  const project = `parley-audio-${name}`;
  const agent = `serviceAccount:service-${numbers[name]}@gcp-sa-pubsub.iam.gserviceaccount.com`;
  const account = `jobs-push@${project}.iam.gserviceaccount.com`;
  const url = `https://parley-media-${numbers[name]}.us-central1.run.app`;
  const data = (): Synthesized => stackJson(`${name}-data`);
  const runtime = (): Synthesized => stackJson(`${name}-runtime`);
  const jobs = (): Attributes => named(runtime(), "google_pubsub_subscription", "jobs-sub");
  const deadLetters = (): Attributes => named(data(), "google_pubsub_subscription", "jobs-dlq-sub");
  const media = (): Attributes =>
    Object.values(runtime().all("google_cloud_run_v2_service")).find(({ labels }) => labels.service === "media")!;

  test("R-169 R-174 the topics of jobs and of dead letters have labels for environment and service", () => {
    for (const topic of ["jobs", "jobs-dlq"])
      expect([topic, named(data(), "google_pubsub_topic", topic).labels]).toEqual([
        topic,
        { environment: name, service: "media" },
      ]);
  });

  test("R-170 jobs are pushed to the path of the media service's own address, which no route leads to", () => {
    expect(jobs().topic).toBe(`projects/${project}/topics/jobs`);
    expect(resolved(runtime(), jobs().push_config.push_endpoint as string)).toBe(`${url}/process-job`);
    for (const map of Object.values(runtime().all("google_compute_url_map")))
      expect(JSON.stringify(map)).not.toContain("process-job");
  });

  test("R-171 a push carries the token of the queue's own account, which may invoke the media service and nothing else", () => {
    const { oidc_token: token } = jobs().push_config as Attributes;
    expect(resolved(runtime(), token.service_account_email as string)).toBe(account);
    expect(resolved(runtime(), token.audience as string)).toBe(url);
    const grants = Object.values(runtime().json.resource as Record<string, Record<string, Attributes>>)
      .flatMap((resources) => Object.values(resources))
      .filter(
        ({ member }) => typeof member === "string" && resolved(runtime(), member) === `serviceAccount:${account}`,
      );
    expect(grants.map(({ role, name: service }) => [role, resolved(runtime(), service as string)])).toEqual([
      ["roles/run.invoker", "parley-media"],
    ]);
    // The service checks the token itself, so it is told what to expect.
    expect(
      media()
        .template.containers[0].env.filter((variable: Attributes) => variable.name.startsWith("PUBSUB_PUSH_"))
        .map((variable: Attributes) => [variable.name, resolved(runtime(), variable.value as string)]),
    ).toEqual([
      ["PUBSUB_PUSH_ACCOUNT", account],
      ["PUBSUB_PUSH_AUDIENCE", url],
    ]);
  });

  test("R-172 a job is given again after 600 s, the longest that the media service may take", () => {
    expect(jobs().ack_deadline_seconds).toBe(600);
    expect(media().template.timeout).toBe("600s");
  });

  test("R-173 a job is kept 7 days", () => {
    expect(jobs().message_retention_duration).toBe("604800s");
  });

  test("R-174 dead letters wait 30 days in a subscription that people pull from", () => {
    expect(resolved(data(), deadLetters().topic as string)).toBe(`projects/${project}/topics/jobs-dlq`);
    expect([deadLetters().ack_deadline_seconds, deadLetters().message_retention_duration]).toEqual([600, "2592000s"]);
    expect(deadLetters()).not.toHaveProperty("push_config");
  });

  test("R-175 R-176 a job that was delivered 5 times goes to the dead letters", () => {
    expect(jobs().dead_letter_policy).toEqual({
      dead_letter_topic: `projects/${project}/topics/jobs-dlq`,
      max_delivery_attempts: 5,
    });
  });

  test("R-177 Pub/Sub's agent may take a job off its subscription and publish it as a dead letter", () => {
    const forward = runtime().one("google_pubsub_subscription_iam_member");
    expect([resolved(runtime(), forward.subscription as string), forward.role, forward.member]).toEqual([
      "jobs-sub",
      "roles/pubsub.subscriber",
      agent,
    ]);
    expect(
      Object.values(data().all("google_pubsub_topic_iam_member"))
        .filter(({ member }) => member === agent)
        .map(({ topic, role }) => [resolved(data(), topic as string), role]),
    ).toEqual([["jobs-dlq", "roles/pubsub.publisher"]]);
  });

  test("R-178 neither subscription goes when nobody reads it", () => {
    expect([jobs().expiration_policy, deadLetters().expiration_policy]).toEqual([{ ttl: "" }, { ttl: "" }]);
  });

  test("R-179 a failed job is tried again after 10 s, later up to 10 minutes", () => {
    expect(jobs().retry_policy).toEqual({ minimum_backoff: "10s", maximum_backoff: "600s" });
  });

  test("R-088 the media service is told the paths of a topic and a subscription that exist", () => {
    const variable = (key: string): string =>
      media().template.containers[0].env.find((one: Attributes) => one.name === key).value;
    expect(variable("PUBSUB_TOPIC_NAME")).toBe(
      `projects/${project}/topics/${named(data(), "google_pubsub_topic", "jobs").name as string}`,
    );
    expect(variable("PUBSUB_SUBSCRIPTION_NAME")).toBe(`projects/${project}/subscriptions/${jobs().name as string}`);
  });
});

test("R-177 R-178 R-195 a queue whose dead letters cannot arrive, that expires, or that pushes without a token is not synthesized", () => {
  const jobs = (runtime: Attributes): Attributes => named(read(runtime), "google_pubsub_subscription", "jobs-sub");
  const broken = (change: (runtime: Attributes) => void): readonly string[] =>
    violations(environment("prod"), ({ runtime }) => {
      change(runtime);
    });
  expect(broken((runtime) => delete runtime.resource.google_pubsub_subscription_iam_member)).toEqual([
    expect.stringContaining("dead-letters-arrive: "),
  ]);
  expect(broken((runtime) => delete jobs(runtime).expiration_policy)).toEqual([
    expect.stringContaining("subscription-never-expires: "),
  ]);
  expect(broken((runtime) => delete jobs(runtime).push_config.oidc_token)).toEqual([
    expect.stringContaining("push-authenticated: "),
  ]);
});
