import { describe, expect, test } from "@jest/globals";
import { faultsOf } from "../../support/environments";

/** Faults of the REST service with these settings in platform.ts. */
const rest = (settings: object): string[] =>
  faultsOf("dev", (_, platform) => Object.assign(platform.services.rest, settings));

const line = (field: string, message: string): string => `environments/platform.ts: ${field}: ${message}`;

describe("a store that a service uses", () => {
  test("is declared", () => {
    expect(
      rest({
        reads: ["face-models"],
        appends: ["uploads"],
        writes: ["documents"],
        publishes: ["jobs"],
        secrets: { ANTHROPIC_API_KEY: "anthropic-api-key", DATABASE_URL: "database-url" },
        env: { A: { bucket: "documents" }, B: { topic: "jobs" }, C: { subscription: "jobs" } },
      }),
    ).toEqual([]);
  });

  test.each(["reads", "appends", "writes"])("is refused among %s if no bucket is declared under its name", (intent) => {
    expect(rest({ [intent]: ["uploads", "documnets"] })).toEqual([
      line(`services.rest.${intent}`, "bucket 'documnets' is used but not declared; did you mean 'documents'?"),
    ]);
  });

  test("is refused among publishes if no topic is declared under its name", () => {
    expect(rest({ publishes: ["job"] })).toEqual([
      line("services.rest.publishes", "topic 'job' is used but not declared; did you mean 'jobs'?"),
    ]);
  });

  test("is refused among secrets if none is declared under its name", () => {
    expect(rest({ secrets: { ANTHROPIC_API_KEY: "anthropic-api-key", OTHER_KEY: "suno-key" } })).toEqual([
      line(
        "services.rest.secrets",
        "secret 'suno-key' is used but not declared; known here: anthropic-api-key, database-url, elevenlabs-api-key, freesound-api-key, gemini-api-key, suno-api-key",
      ),
    ]);
  });

  test.each([
    ["bucket", "bucket 'nowhere' is used but not declared; known here: access-logs, assets, audio-cache, "],
    ["topic", "topic 'nowhere' is used but not declared; known here: jobs"],
    ["subscription", "topic 'nowhere' is used but not declared; known here: jobs"],
  ])("is refused in env as a %s if it is not declared", (kind, message) => {
    const faults = rest({ env: { PLACE: { [kind]: "nowhere" } } });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${line("services.rest.env.PLACE", message)}`));
  });
});

describe("what a service uses", () => {
  test.each([
    ["reads", "uploads"],
    ["appends", "uploads"],
    ["writes", "uploads"],
    ["publishes", "jobs"],
    ["calls", "vertex-ai"],
  ])("stands once among its %s", (field, used) => {
    expect(rest({ [field]: [used] })).toEqual([]);
    expect(rest({ [field]: [used, used] })).toEqual([
      line(`services.rest.${field}`, `'${used}' stands there twice; remove one`),
    ]);
  });

  test("is declared, and not a word that every object of the language knows", () => {
    expect(rest({ reads: ["constructor"] })).toEqual([
      line(
        "services.rest.reads",
        "bucket 'constructor' is used but not declared; known here: access-logs, assets, audio-cache, conversation-cache, conversation-history, documents, face-models, static-site, uploads, voice-models",
      ),
    ]);
  });
});

describe("an environment variable", () => {
  test.each(["API_KEY", "SECRET", "AUTH_TOKEN", "DB_PASSWORD", "APP_CREDENTIALS", "PRIVATE_KEY_RAW"])(
    "%s is not a literal, since it names a credential",
    (name) => {
      expect(rest({ env: { [name]: "value" } })).toEqual([
        line(
          `services.rest.env.${name}`,
          "looks like a credential but is a literal; declare a secret and name it under secrets",
        ),
      ]);
    },
  );

  test.each(["KEYBOARD", "TOKENIZER", "MONKEY", "SECRET_NAME"])("%s may be a literal", (name) => {
    expect(rest({ env: { [name]: "value" } })).toEqual([]);
  });

  test("comes from one place", () => {
    expect(rest({ env: { ANTHROPIC_API_KEY: { from: "projectId" } } })).toEqual([
      line("services.rest.env.ANTHROPIC_API_KEY", "is also set from a secret; keep one of the two"),
    ]);
  });
});

describe("a secret", () => {
  test("is used by a service", () => {
    expect(faultsOf("dev", (_, platform) => (platform.secrets["old-key"] = { description: "Nobody knows" }))).toEqual([
      line("secrets.old-key", "is declared but no service uses it; remove it or name it under a service's secrets"),
    ]);
  });
});

describe("the pinned version of a secret", () => {
  const pinned = (name: "dev" | "staging" | "prod", secret: string): string[] =>
    faultsOf(name, (spec) => (spec.secretVersions = { [secret]: 2 }));

  test.each(["dev", "staging", "prod"] as const)("is one of a declared secret in %s", (name) => {
    expect(pinned(name, "database-url")).toEqual([]);
    expect(pinned(name, "databse-url")).toEqual([
      `environments/${name}.ts: secretVersions.databse-url: no secret 'databse-url' in platform.ts; did you mean 'database-url'?`,
    ]);
  });

  test("may be the one of the OAuth client's secret, which nobody declares", () => {
    expect(pinned("prod", "oauth-client-secret")).toEqual([]);
  });

  test("is not one of a word that every object of the language knows", () => {
    expect(pinned("dev", "constructor")).toEqual([
      "environments/dev.ts: secretVersions.constructor: no secret 'constructor' in platform.ts; known here: anthropic-api-key, database-url, elevenlabs-api-key, freesound-api-key, gemini-api-key, suno-api-key",
    ]);
  });
});

describe("a topic", () => {
  test("has a service as its owner", () => {
    expect(faultsOf("dev", (_, platform) => (platform.topics.jobs.owner = "medai"))).toEqual([
      line("topics.jobs.owner", "'medai' is not a service; did you mean 'media'?"),
    ]);
  });
});

describe("an override", () => {
  test("names a service of the platform", () => {
    expect(faultsOf("dev", (spec) => (spec.services.audoi = { cpu: 1 }))).toEqual([
      "environments/dev.ts: services.audoi: no service 'audoi' in platform.ts; did you mean 'audio'?",
    ]);
    expect(faultsOf("dev", (spec) => (spec.services.billing = { cpu: 1 }))).toEqual([
      "environments/dev.ts: services.billing: no service 'billing' in platform.ts; known here: audio, conversation, gateway, media, realtime, rest",
    ]);
  });
});

describe("a misspelt secret", () => {
  test("is reported where it stands, and the one that it means is not called unused", () => {
    expect(faultsOf("dev", (_, platform) => (platform.services.media.secrets.SUNO_API_KEY = "sunno-api-key"))).toEqual([
      "environments/platform.ts: services.media.secrets: secret 'sunno-api-key' is used but not declared; did you mean 'suno-api-key'?",
    ]);
  });
});

describe("a bucket of logs", () => {
  test("is one, since all others deliver to it", () => {
    expect(faultsOf("dev", (_, platform) => (platform.buckets["more-logs"] = { contents: "logs" }))).toEqual([
      "environments/platform.ts: buckets.more-logs.contents: is 'logs', but 'access-logs' receives the logs already; remove one of them",
    ]);
  });
});
