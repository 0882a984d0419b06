import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

/** Issues of the REST service with these settings in catalog.ts. */
const rest = (settings: object): string[] =>
  issuesOf("dev", (_, catalog) => Object.assign(catalog.services.rest, settings));

const line = (field: string, message: string): string => `environments/catalog.ts: ${field}: ${message}`;

describe("a store that a service uses", () => {
  test("is declared", () => {
    expect(
      rest({
        reads: ["face-models"],
        appends: ["uploads"],
        writes: ["documents"],
        publishes: ["jobs"],
        secrets: { ANTHROPIC_API_KEY: "anthropic-api-key", DATABASE_URL: "database-url" },
        env: { A: { bucket: "documents" }, B: { topic: "jobs" } },
      }),
    ).toEqual([]);
  });

  test.each(["reads", "appends", "writes"])("is refused among %s if no bucket is declared under its name", (intent) => {
    expect(rest({ [intent]: ["uploads", "documnets"] })).toEqual([
      line(`services.rest.${intent}`, "bucket 'documnets' is used but not declared; did you mean 'documents'?"),
    ]);
  });

  test("is refused among publishes if no queue is declared under its name", () => {
    expect(rest({ publishes: ["job"] })).toEqual([
      line("services.rest.publishes", "queue 'job' is used but not declared; did you mean 'jobs'?"),
    ]);
  });

  test.each(["pull", "/renders"])("is refused among queues if none is declared under its name: %s", (pathOrPull) => {
    expect(
      issuesOf("dev", (_, catalog) => Object.assign(catalog.services.media.queues, { renders: pathOrPull })),
    ).toEqual([line("services.media.queues", "queue 'renders' is used but not declared; known here: jobs")]);
  });

  test("is refused as a database if none is declared under its name", () => {
    expect(rest({ cloudSql: "clones" })).toEqual([
      line("services.rest.cloudSql", "database 'clones' is used but not declared; did you mean 'clone'?"),
    ]);
    expect(rest({ cloudSql: "billing" })).toEqual([
      line("services.rest.cloudSql", "database 'billing' is used but not declared; known here: clone, production"),
    ]);
    expect(rest({ cloudSql: "constructor" })).toEqual([
      line("services.rest.cloudSql", "database 'constructor' is used but not declared; known here: clone, production"),
    ]);
  });

  test.each([
    ["bucket", "documents", "whose objects the service may not touch; add 'documents' to its reads, appends or writes"],
    ["topic", "jobs", "to which the service may not publish; add 'jobs' to its publishes"],
    ["subscription", "jobs", "of which the service receives nothing; add 'jobs' to its queues"],
  ])("is not told to its container as a %s without the right to it", (kind, name, message) => {
    expect(rest({ env: { STORE: { [kind]: name } } })).toEqual([
      line("services.rest.env.STORE", `names the ${kind} '${name}', ${message}, or remove the variable`),
    ]);
  });

  test.each(["reads", "appends", "writes"])("is told to its container where it is among %s", (intent) => {
    expect(rest({ [intent]: ["documents"], env: { STORE: { bucket: "documents" } } })).toEqual([]);
  });

  test("is reported once where the right to it is misspelt", () => {
    expect(rest({ reads: ["documnets"], env: { STORE: { bucket: "documents" } } })).toEqual([
      line("services.rest.reads", "bucket 'documnets' is used but not declared; did you mean 'documents'?"),
    ]);
  });

  test.each(["appends", "writes"])("is not of contents logs among %s, and may be a site", (intent) => {
    expect(rest({ [intent]: ["static-site"], reads: ["access-logs"] })).toEqual([]);
    expect(rest({ [intent]: ["access-logs"] })).toEqual([
      line(
        `services.rest.${intent}`,
        "'access-logs' is written by Google; name a bucket of other contents, or 'access-logs' under reads",
      ),
    ]);
  });

  test("is not of contents logs among a workload's writes", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.workloads.speech.writes = ["access-logs"]))).toEqual([
      line(
        "workloads.speech.writes",
        "'access-logs' is written by Google; name a bucket of other contents, or 'access-logs' under reads",
      ),
    ]);
  });

  test("may be a database of another service", () => {
    expect(rest({ cloudSql: "clone" })).toEqual([]);
  });

  test("is refused among secrets if none is declared under its name", () => {
    expect(rest({ secrets: { ANTHROPIC_API_KEY: "anthropic-api-key", OTHER_KEY: "suno-key" } })).toEqual([
      line(
        "services.rest.secrets",
        "secret 'suno-key' is used but not declared; known here: anthropic-api-key, cdn-signing-key, database-url, elevenlabs-api-key, freesound-api-key, gemini-api-key, suno-api-key",
      ),
    ]);
  });

  test.each([
    ["bucket", "bucket 'nowhere' is used but not declared; known here: access-logs, assets, audio-cache, "],
    ["topic", "queue 'nowhere' is used but not declared; known here: jobs"],
    ["subscription", "queue 'nowhere' is used but not declared; known here: jobs"],
  ])("is refused in env as a %s if it is not declared", (kind, message) => {
    const issues = rest({ env: { PLACE: { [kind]: "nowhere" } } });
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(new RegExp(`^${line("services.rest.env.PLACE", message)}`));
  });
});

describe("what a service uses", () => {
  test.each([
    ["reads", "uploads"],
    ["appends", "uploads"],
    ["writes", "uploads"],
    ["publishes", "jobs"],
    ["calls", "vertex-ai"],
  ])("is listed once among its %s", (field, used) => {
    expect(rest({ [field]: [used] })).toEqual([]);
    expect(rest({ [field]: [used, used] })).toEqual([
      line(`services.rest.${field}`, `'${used}' is listed twice; remove one`),
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
    expect(issuesOf("dev", (_, catalog) => (catalog.secrets["old-key"] = { description: "Nobody knows" }))).toEqual([
      line("secrets.old-key", "is declared but no service uses it; remove it or name it under a service's secrets"),
    ]);
  });
});

describe("the pinned version of a secret", () => {
  const pinned = (name: "dev" | "staging" | "prod", secret: string): string[] =>
    issuesOf(name, (spec) => (spec.secretVersions = { [secret]: 2 }));

  test.each(["dev", "staging", "prod"] as const)("is one of a declared secret in %s", (name) => {
    expect(pinned(name, "database-url")).toEqual([]);
    expect(pinned(name, "databse-url")).toEqual([
      `environments/${name}.ts: secretVersions.databse-url: no secret 'databse-url' in catalog.ts; did you mean 'database-url'?`,
    ]);
  });

  test("may be the one of the OAuth client's secret, which nobody declares", () => {
    expect(pinned("prod", "oauth-client-secret")).toEqual([]);
  });

  test("is not one of a word that every object of the language knows", () => {
    expect(pinned("dev", "constructor")).toEqual([
      "environments/dev.ts: secretVersions.constructor: no secret 'constructor' in catalog.ts; known here: anthropic-api-key, cdn-signing-key, database-url, elevenlabs-api-key, freesound-api-key, gemini-api-key, suno-api-key",
    ]);
  });
});

describe("a database", () => {
  const owned = (owner: string): string[] =>
    issuesOf("dev", (_, catalog) => (catalog.databases.production.owner = owner));

  test("has a service as its owner", () => {
    expect(owned("media")).toEqual([]);
    expect(owned("medai")).toEqual([
      line("databases.production.owner", "'medai' is not a service; did you mean 'media'?"),
    ]);
    expect(owned("billing")).toEqual([
      line(
        "databases.production.owner",
        "'billing' is not a service; known here: audio, conversation, gateway, media, realtime, rest",
      ),
    ]);
  });
});

describe("a workload", () => {
  const synthesis = (settings: object): string[] =>
    issuesOf("dev", (_, catalog) => Object.assign(catalog.workloads.speech, settings));

  test("reads and writes buckets that are declared", () => {
    expect(synthesis({ reads: ["voice-models", "uploads"], writes: ["audio-cache"] })).toEqual([]);
  });

  test.each(["reads", "writes"])("is refused if no bucket is declared under a name of its %s", (intent) => {
    expect(synthesis({ [intent]: ["audio-cache", "voice-model"] })).toEqual([
      line(`workloads.speech.${intent}`, "bucket 'voice-model' is used but not declared; did you mean 'voice-models'?"),
    ]);
  });

  test.each(["reads", "writes"])("names a bucket once among its %s", (intent) => {
    expect(synthesis({ [intent]: ["audio-cache", "audio-cache"] })).toEqual([
      line(`workloads.speech.${intent}`, "'audio-cache' is listed twice; remove one"),
    ]);
  });

  test("is refused on its own, with the others left as they are", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.workloads.speech.reads = ["nowhere"];
        catalog.workloads["lip-sync"].writes = ["nobody"];
      }).map((issue) => issue.split(" is used")[0]),
    ).toEqual([
      line("workloads.lip-sync.writes", "bucket 'nobody'"),
      line("workloads.speech.reads", "bucket 'nowhere'"),
    ]);
  });
});

describe("an override", () => {
  test("names a service of the catalog", () => {
    expect(issuesOf("dev", (spec) => (spec.services.audoi = { cpu: 1 }))).toEqual([
      "environments/dev.ts: services.audoi: no service 'audoi' in catalog.ts; did you mean 'audio'?",
    ]);
    expect(issuesOf("dev", (spec) => (spec.services.billing = { cpu: 1 }))).toEqual([
      "environments/dev.ts: services.billing: no service 'billing' in catalog.ts; known here: audio, conversation, gateway, media, realtime, rest",
    ]);
  });
});

describe("a record without any entry", () => {
  test.each(["buckets", "secrets", "queues", "databases"])(
    "is no crash, but an issue for each use of its %s",
    (record) => {
      const issues = issuesOf("dev", (_, catalog) => (catalog[record] = {}));
      const used = issues.filter((issue) => / '[a-z-]+' is used but not declared$/.test(issue));
      expect(used.length).toBeGreaterThan(0);
      expect(issues.filter((issue) => issue.includes(" is used ")).length).toBe(used.length);
    },
  );
});

describe("a misspelt secret", () => {
  test("is reported where it is written, and the one that it means is not called unused", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.media.secrets.SUNO_API_KEY = "sunno-api-key"))).toEqual([
      "environments/catalog.ts: services.media.secrets: secret 'sunno-api-key' is used but not declared; did you mean 'suno-api-key'?",
    ]);
  });
});

describe("a bucket of logs", () => {
  test("is one, since all others deliver to it", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.buckets["more-logs"] = { contents: "logs" }))).toEqual([
      "environments/catalog.ts: buckets.more-logs.contents: is 'logs', but 'access-logs' receives the logs already; remove one of them",
    ]);
  });
});
