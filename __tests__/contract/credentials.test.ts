import { describe, expect, test } from "vitest";
import { App } from "cdktf";
import { check } from "../../constructs/check";
import { looksLikeCredential, withoutCredentials } from "../../contract/credentials";
import { ContractError } from "../../contract/issue";
import { PolicyError } from "../../policies/policy-error";
import { catalog } from "../reference/catalog";
import { issuesOf } from "../support/environments";

describe("a literal variable", () => {
  test.each([
    ["SUNO_API_KEY", "x"],
    ["OPENAI_APIKEY", "x"],
    ["DB_PASS", "hunter2"],
    ["PGPASSWORD", "postgres://user:secret@host/db"],
    ["SENTRY_DSN", "x"],
    ["GEMINI_API_CREDENTIALS_RAW", "e30="],
    ["ENDPOINT", "sk-proj-0123"],
    ["MAPS", "AIzaSy0123"],
    ["REPO", "ghp_0123"],
    ["DATABASE_URL", "postgres://user:secret@host/db"],
    ["CERTIFICATE", "-----BEGIN PRIVATE KEY-----"],
    ["STRIPE", "sk_live_51abcdefghijKLMNOP"],
    ["MAIL", "SG.abcdefghijklmnopqrstuv.xyz"],
    ["STORAGE", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc=="],
    ["WEBHOOK", "https://hooks.slack.com/services/T0/B0/x"],
    ["CONNECTION", "host=db password=hunter2"],
    ["SLASH", "postgres://user:hun/ter2@host/db"],
    ["BLANK", " sk-ant-api03-0123"],
    ["KEY", "x"],
    ["ACCESS_TOKEN", "x"],
    ["SIGNING_KEY_RAW", "x"],
    ["API_KEY", "12345678"],
    ["DB_PASSWORD", "123456"],
    ["SESSION_TOKEN", "1234567890"],
    ["PRIMARY_KEY", "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIzNA=="],
    ["PUBLIC_KEY", "-----BEGIN PRIVATE KEY-----"],
  ])("%s=%s is a credential", (name, value) => {
    expect(looksLikeCredential(name, value)).toBe(true);
    expect(issuesOf("dev", (_, changed) => (changed.services.rest.env[name] = value))).toEqual([
      `environments/catalog.ts: services.rest.env.${name}: looks like a credential but is a literal; declare a secret and name it under secrets`,
    ]);
  });

  test.each([
    ["NODE_ENV", "production"],
    ["KEYBOARD", "us"],
    ["BYPASS_CACHE", "true"],
    ["ENDPOINT", "https://api.example.com:8443/v1"],
    ["CONTACT", "mailto:team@example.com"],
    ["LOCALE", "sk_SK"],
    ["AREA", "ASIA"],
    ["SERVICE", "sk-service"],
    ["MAX_TOKEN", "4096"],
    ["PRICE_PER_TOKEN", "0.000002"],
    ["USE_TOKEN", "true"],
    ["PARTITION_KEY", "userId"],
    ["EOS_TOKEN", "</s>"],
    ["ORDERING_KEY", "session"],
    ["VAPID_PUBLIC_KEY", "BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U"],
  ])("%s=%s is none", (name, value) => {
    expect(looksLikeCredential(name, value)).toBe(false);
  });

  test("of the catalog is none", () => {
    const literals = Object.values(catalog.services).flatMap(({ env }) =>
      Object.entries(env ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
    expect(literals.length).toBeGreaterThan(0);
    expect(literals.filter(([name, value]) => looksLikeCredential(name, value))).toEqual([]);
  });
});

describe("a literal credential anywhere else", () => {
  const key = "sk-ant-api03-0123456789";
  test.each<[string, string, (spec: any, entries: any) => void]>([
    ["environments/dev.ts", "labels.token", (spec) => (spec.labels = { token: key })],
    [
      "environments/catalog.ts",
      "services.rest.description",
      (_, { services }) => (services.rest.description = `Uses ${key}`),
    ],
    [
      "environments/catalog.ts",
      "services.rest.env.MODE.replace.prod",
      (_, { services }) => (services.rest.env.MODE = { from: "environment", replace: { prod: key } }),
    ],
    [
      "environments/catalog.ts",
      "services.rest.health.headers.X-Key",
      (_, { services }) => (services.rest.health.headers = { "X-Key": key }),
    ],
  ])("in %s is refused at %s", (file, field, change) => {
    expect(issuesOf("dev", change)).toContain(
      `${file}: ${field}: looks like a credential; declare a secret and name it under a service's secrets`,
    );
  });
});

describe("a message", () => {
  const hidden = "(hidden: it looks like a credential)";
  const pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
  const credentials: [what: string, value: string][] = [
    ["a private key", pem],
    ["a token of GitHub", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"],
    ["a token of a GitHub app", "ghs_16C7e42F292c6912E7710c838347Ae178B4a"],
    ["an API key of Google", "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY"],
    ["an access token of Google", "ya29.a0AfH6SMBx-0123_4567"],
    ["a client secret of OAuth", "GOCSPX-0123456789abcdefghijklmn"],
    ["a token of Slack", "xoxb-123456789012-abcdefABCDEF"],
    ["a token of a browser extension of Slack", "xoxe.xoxp-1-Mi0yLTEyMzQ"],
    ["an API key of a model", "sk-proj-0123456789abcdef"],
    ["a key of Stripe", "sk_live_51abcdefghijKLMNOP"],
    ["a token of SendGrid", "SG.abcdefghijklmnopqrstuv.wxyz0123"],
    ["an access key of AWS", "AKIAIOSFODNN7EXAMPLE"],
    ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
    ["a URL with a password", "postgres://user:hunter2@db.example.com/clone"],
    ["long hexadecimal digits", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ["long base64", "wJalrXUtnFEMIaK7MDENGbPxRfiCYEXAMPLEKEY00="],
    ["long base64 with the signs of a path", "wJalrXUtnFEMI/K7MDENG/bPxRfi_CYEXAMPLEKEY"],
  ];
  /** Every refused place that prints what it was given: schemas, keys and rules. */
  const places: [what: string, change: (spec: any, catalog: any, value: string) => void][] = [
    ["a field with a pattern", (spec, _, value) => (spec.domain = value)],
    ["a field with a list", (spec, _, value) => (spec.encryption = value)],
    ["a field whose check shows it", (spec, _, value) => (spec.regions["us-central1"].subnetRange = value)],
    ["an image", (_, catalog, value) => (catalog.services.rest.image = value)],
    ["a number", (spec, _, value) => (spec.budget.monthlyUsd = value)],
    ["a list's element", (spec, _, value) => (spec.signedUrlKeys = [value])],
    ["a kind", (_, catalog, value) => (catalog.buckets.assets.contents = value)],
    ["an unknown key", (spec, _, value) => (spec[value] = 1)],
    ["an unknown key further in", (spec, _, value) => (spec.cloudSql[value] = 1)],
    ["a record's key", (spec, _, value) => (spec.labels = { [value]: "x" })],
    ["a service's key", (spec, _, value) => (spec.services[value] = {})],
    ["a value of a record", (spec, _, value) => (spec.labels = { cost_center: value })],
    ["a secret's name", (_, catalog, value) => (catalog.services.rest.secrets.SUNO_API_KEY = value)],
    ["a reference", (_, catalog, value) => (catalog.services.rest.reads = [value])],
    ["a title", (_, catalog, value) => (catalog.services.rest.title = catalog.services.audio.title = value)],
    ["the environment's name", (spec, _, value) => (spec.name = value)],
  ];

  test.each(
    places.flatMap(([where, change]) => credentials.map(([what, value]) => [where, what, change, value] as const)),
  )("about %s does not show %s", (_where, _what, change, value) => {
    const said = issuesOf("dev", (spec, catalog) => {
      change(spec, catalog, value);
    }).join("\n");
    for (const part of value.split("\n").filter((one) => one.length > 8)) expect(said).not.toContain(part);
    expect(said).not.toContain("hunter2");
  });

  test("says that it hides something", () => {
    expect(issuesOf("dev", (spec) => (spec.domain = "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY"))).toEqual([
      `environments/dev.ts: domain: must be a DNS name like 'app.example.com', without scheme, path or final dot, got ${hidden}`,
    ]);
  });

  test.each(["correct horse", "12345678"])("does not show '%s' under a credential's name", (value) => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.secrets.DB_PASSWORD = value))).toEqual([
      `environments/catalog.ts: services.rest.secrets.DB_PASSWORD: must be words of a-z and 0-9 joined by '-', each starting with a letter, like 'audio-cache', got ${hidden}`,
    ]);
    expect(
      issuesOf("dev", (_, catalog) => (catalog.services.rest.env.DB_PASSWORD = 12345678)).join("\n"),
    ).not.toContain("12345678");
  });

  test.each([
    ["of a policy", () => new PolicyError(["dev-data: x: y: 'ghp_0123456789abcdef' is wrong"]).message],
    [
      "of a contract",
      () => new ContractError([{ file: "x", field: "y", message: "'ghp_0123456789abcdef' is wrong" }]).message,
    ],
    [
      "of a construct",
      () => {
        try {
          check(new App(), [[false, "'ghp_0123456789abcdef' is wrong"]]);
          return "";
        } catch (error) {
          return (error as Error).message;
        }
      },
    ],
  ])("%s hides a token", (_of, messageOf) => {
    expect(messageOf()).toContain(`${hidden} is wrong`);
  });

  test.each([
    `'media@sha256:${"49d64".repeat(12)}0123' can move`,
    "google_storage_bucket_iam_member.services_audio_reads-cache_8D9F1A2B: iam-additive",
    "prod-runtime/LoadBalancer/Backend/Services/AudioCache2/NetworkEndpointGroup/Default: name",
    "'projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/database' may not be used",
    "https://app.example.com:8443/v1 is no address, write to mailto:team@example.com",
    "the disk-size of task-queue is 10",
    "serviceAccount:service-100000000001@gcp-sa-pubsub.iam.gserviceaccount.com",
    "regions.us-central1.clusterRanges: latencyP99Milliseconds",
  ])("keeps what is none: %s", (text) => {
    expect(withoutCredentials(text)).toBe(text);
  });
});
