import { describe, expect, test } from "vitest";
import { environmentVariables } from "../../../constructs/cloud-run/environment-variables";
import type { Environment, Service } from "../../../contract/environment";
import type { EnvVarSource } from "../../../constructs/cloud-run/schema";
import { environment } from "../../support/environments";
import { serviceOf } from "../fixtures";

const dev = environment("dev");
const plain: Service = {
  ...serviceOf(dev, "audio"),
  env: {},
  secrets: {},
  cloudSql: undefined,
  firestore: false,
  queues: {},
};
const variables = (change: Partial<Service>, of: Environment = dev): ReturnType<typeof environmentVariables> =>
  environmentVariables(of, { ...plain, ...change });

describe("environmentVariables", () => {
  test("are none where the entry has none", () => {
    expect(variables({})).toEqual([]);
  });

  test("pass literals on, also empty ones", () => {
    expect(variables({ env: { MODE: "production", NOTHING: "" } })).toEqual([
      { name: "MODE", value: "production" },
      { name: "NOTHING", value: "" },
    ]);
  });

  test.each<[EnvVarSource, string]>([
    ["projectId", "parley-audio-dev"],
    ["environment", "dev"],
    ["timeoutSeconds", "3600"],
    ["logLevel", "debug"],
    ["vertexLocation", "us-central1"],
    ["vertexModel", "gemini-3.8-live"],
    ["vertexTextLocation", "global"],
    ["vertexTextModel", "gemini-3.5-flash-lite"],
    ["websocketPingSeconds", "30"],
    ["conversationEnabled", "true"],
    ["textToSpeechDisabled", "false"],
    ["textToSpeechDailyLimitUsd", "5"],
  ])("give the environment's %s as the string '%s'", (from, value) => {
    expect(variables({ env: { VALUE: { from } } })).toEqual([{ name: "VALUE", value }]);
  });

  test("name the newest key of signed URLs, and none where the CDN has none", () => {
    const signing = { env: { KEY_NAME: { from: "signedUrlKeyName" as const } } };
    expect(variables(signing)).toEqual([]);
    const rotated = environment("dev", (spec) => {
      spec.signedUrlKeys = ["assets-v2", "assets-v1"];
    });
    expect(variables(signing, rotated)).toEqual([{ name: "KEY_NAME", value: "assets-v2" }]);
  });

  test("say that speech is disabled where it is not enabled", () => {
    const silent = environment("dev", (spec) => {
      spec.textToSpeech.enabled = false;
    });
    expect(variables({ env: { DISABLED: { from: "textToSpeechDisabled" } } }, silent)).toEqual([
      { name: "DISABLED", value: "true" },
    ]);
  });

  test.each([
    [{ dev: "development" }, "development"],
    [{ prod: "production" }, "dev"],
    [{ dev: "" }, ""],
  ])("say it in the service's own words %j", (replace, value) => {
    expect(variables({ env: { ENVIRONMENT: { from: "environment", replace } } })).toEqual([
      { name: "ENVIRONMENT", value },
    ]);
  });

  test("name buckets, topics and subscriptions as Google does", () => {
    expect(
      variables({ env: { BUCKET: { bucket: "assets" }, TOPIC: { topic: "jobs" }, WORK: { subscription: "jobs" } } }),
    ).toEqual([
      { name: "BUCKET", value: "parley-audio-dev-assets" },
      { name: "TOPIC", value: "projects/parley-audio-dev/topics/jobs" },
      { name: "WORK", value: "projects/parley-audio-dev/subscriptions/jobs-sub" },
    ]);
  });

  test("refer to a secret's latest version where the environment is disposable", () => {
    expect(variables({ secrets: { API_KEY: "gemini-api-key" } })).toEqual([
      { name: "API_KEY", valueSource: { secretKeyRef: { secret: "gemini-api-key", version: "latest" } } },
    ]);
  });

  test("refer to a secret's first version where it is protected", () => {
    expect(variables({ secrets: { API_KEY: "gemini-api-key" } }, environment("prod"))).toEqual([
      { name: "API_KEY", valueSource: { secretKeyRef: { secret: "gemini-api-key", version: "1" } } },
    ]);
  });

  test.each(["dev", "prod"] as const)("refer to the version that the environment names, in %s", (name) => {
    const pinned = environment(name, (spec) => {
      spec.secretVersions = { "gemini-api-key": 7 };
    });
    expect(variables({ secrets: { API_KEY: "gemini-api-key" } }, pinned)).toEqual([
      { name: "API_KEY", valueSource: { secretKeyRef: { secret: "gemini-api-key", version: "7" } } },
    ]);
  });

  test("say where the database is, which one it is and who logs in", () => {
    expect(variables({ cloudSql: "clone" })).toEqual([
      { name: "DB_IAM_USER", value: "audio-service@parley-audio-dev.iam" },
      { name: "DB_NAME", value: "clone" },
      { name: "INSTANCE_CONNECTION_NAME", value: "parley-audio-dev:us-central1:parley-postgres-1" },
    ]);
  });

  test("come in the order of their names, values, secrets and what is derived together", () => {
    const change = { env: { E: "3", A: "1" }, secrets: { Z: "four", B: "two" }, firestore: true };
    const names = variables(change).map(({ name }) => name);
    expect(names).toEqual(["A", "B", "E", "FIRESTORE_DATABASE", "Z"]);
  });
});
