import { PubsubSchema } from "@cdktf/provider-google/lib/pubsub-schema";
import { describe, expect, test } from "vitest";
import { TerraformOutput } from "cdktf";
import { Topic, type TopicProps } from "../../../constructs/pubsub/topic";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, only, reference, secondRegion } from "../fixtures";

const synthesized = (of: Environment, name = "jobs", schema?: TopicProps["schema"]): Synthesized =>
  synthesize((scope) => {
    new Topic(scope, "Topic-jobs", { environment: of, name, owner: "media", schema });
  });
const topic = (...given: Parameters<typeof synthesized>): Attributes =>
  only(synthesized(...given), "google_pubsub_topic");

describe("Topic", () => {
  test("of a protected environment is encrypted with its key, stays in its regions and cannot be destroyed", () => {
    expect(topic(environment("prod"))).toEqual({
      name: "jobs",
      labels: { environment: "prod", service: "media" },
      kms_key_name: "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/queue",
      message_storage_policy: { allowed_persistence_regions: ["us-central1"] },
      lifecycle: { prevent_destroy: true },
    });
  });

  test("of a disposable environment can be destroyed, and is encrypted as Google does", () => {
    expect(topic(environment("dev"))).toEqual({
      name: "jobs",
      labels: { environment: "dev", service: "media" },
      message_storage_policy: { allowed_persistence_regions: ["us-central1"] },
      lifecycle: { prevent_destroy: false },
    });
  });

  test("keeps its messages in every region that serves, in alphabetical order", () => {
    expect(topic(environment("dev", secondRegion)).message_storage_policy).toEqual({
      allowed_persistence_regions: ["europe-west1", "us-central1"],
    });
  });

  test.each(["JSON", "BINARY"] as const)("takes only messages of its schema in %s, where it has one", (encoding) => {
    expect(topic(environment("dev"), "jobs", { name: "job", encoding }).schema_settings).toEqual({
      schema: "projects/parley-audio-dev/schemas/job",
      encoding,
    });
  });

  test("is made after the schema of the same stack that its name refers to", () => {
    const both = synthesize((scope) => {
      const { name } = new PubsubSchema(scope, "Schema", { name: "job", type: "AVRO", definition: "{}" });
      new Topic(scope, "Topic-jobs", {
        environment: environment("dev"),
        name: "jobs",
        owner: "media",
        schema: { name, encoding: "JSON" },
      });
    });
    expect(only(both, "google_pubsub_topic").schema_settings.schema).toBe(
      `projects/parley-audio-dev/schemas/${reference(both, "google_pubsub_schema")}`,
    );
  });

  test("tells its name to resources of its stack by a reference, so that they wait for it", () => {
    const made = synthesize((scope) => {
      const { nameReference } = new Topic(scope, "Topic-jobs", {
        environment: environment("dev"),
        name: "jobs",
        owner: "media",
      });
      new TerraformOutput(scope, "name", { value: nameReference });
    });
    expect(made.json.output.name.value).toBe(reference(made, "google_pubsub_topic"));
  });

  test("grants nobody anything", () => {
    expect(synthesized(environment("dev")).all("google_pubsub_topic_iam_member")).toEqual({});
  });

  test.each(["ab", "1jobs", "-jobs", "jobs/x", "jobs x", "google-jobs", "goog", "a".repeat(256), ""])(
    "refuses the name '%s'",
    (name) => {
      expect(() => synthesized(environment("dev"), name)).toThrow(
        new Error(`test/Topic-jobs: '${name}' is no topic name`),
      );
    },
  );

  test.each(["abc", "Jobs", "a-b_c.d~e+f%g", "a".repeat(255)])("takes the name '%s'", (name) => {
    expect(only(synthesized(environment("dev"), name), "google_pubsub_topic").name).toBe(name);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => new Topic(scope, "Topic-jobs", { environment: of, name: "jobs", owner: "media" }),
    );
  });
});
