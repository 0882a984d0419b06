import { describe, expect, test } from "@jest/globals";
import { Topic } from "../../../constructs/messaging/topic";
import type { Environment } from "../../../environments/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, only, secondRegion } from "../fixtures";

const synthesized = (of: Environment, name = "jobs"): Synthesized =>
  synthesize((scope) => {
    new Topic(scope, "Topic-jobs", { environment: of, name, owner: "media" });
  });

describe("Topic", () => {
  test("keeps its messages in the environment's region and says whose they are", () => {
    expect(only(synthesized(environment("prod")), "google_pubsub_topic")).toEqual({
      name: "jobs",
      labels: { environment: "prod", service: "media" },
      message_storage_policy: { allowed_persistence_regions: ["us-central1"] },
    });
  });

  test("keeps them in the primary region also where a second one serves", () => {
    const policy = only(synthesized(environment("dev", secondRegion)), "google_pubsub_topic").message_storage_policy;
    expect(policy).toEqual({ allowed_persistence_regions: ["us-central1"] });
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
