import { describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environment, issuesOf } from "../support/environments";
import { layersOf, violations } from "../support/policies";
import { resolved, stackJson, stackOf } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const layers = ["foundation", "data", "runtime", "operations"] as const;
const projects = { dev: "parley-audio-dev", staging: "parley-audio-staging", prod: "parley-audio-prod" };
const mediaSecrets = {
  CDN_SIGNING_KEY: "cdn-signing-key",
  DATABASE_URL: "database-url",
  ELEVENLABS_API_KEY: "elevenlabs-api-key",
  FREESOUND_API_KEY: "freesound-api-key",
  GEMINI_API_KEY: "gemini-api-key",
  SUNO_API_KEY: "suno-api-key",
};

const secretsOf = (data: Synthesized): Attributes[] => Object.values(data.all("google_secret_manager_secret"));
const secretIds = (data: Synthesized): string[] => secretsOf(data).map(({ secret_id }) => secret_id as string);
const run = (runtime: Synthesized, service: string): Attributes =>
  Object.values(runtime.all("google_cloud_run_v2_service")).find(({ name }) => name === `parley-${service}`)!;
const variables = (runtime: Synthesized, service: string): Attributes[] =>
  run(runtime, service).template.containers[0].env;

/** Map from secret to the ids of the accounts that may read it. */
function accessors(runtime: Synthesized): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { secret_id, role, member } of Object.values(runtime.all("google_secret_manager_secret_iam_member"))) {
    expect(role).toBe("roles/secretmanager.secretAccessor");
    (found[secret_id as string] ??= []).push(
      resolved(runtime, member as string).replace(/^serviceAccount:(.*)@.*$/, "$1"),
    );
  }
  return found;
}

/** Map from a service's variable to the secret that it references. */
const references = (runtime: Synthesized, service: string): Record<string, string> =>
  Object.fromEntries(
    variables(runtime, service)
      .filter((variable) => variable.value_source !== undefined)
      .map((variable) => [variable.name, variable.value_source.secret_key_ref.secret]),
  );

const prod = environment("prod");
/**
 * Prod with audio reading the optional secret, media without the Gemini key, an
 * OAuth client made in the console, and a rotation of one of media's secrets under way.
 */
const changed = environment("prod", (spec, catalog) => {
  catalog.secrets["adk-api-key"] = { description: "API key of the agent kit" };
  catalog.services.audio!.secrets = { ADK_API_KEY: "adk-api-key" };
  delete catalog.services.media!.secrets!.GEMINI_API_KEY;
  delete catalog.secrets["gemini-api-key"];
  spec.access = { kind: "iap", members: ["group:improv-users@example.com"], oauthClient: "console" };
  spec.secretVersions = { "suno-api-key": 2 };
  spec.services.media!.release = { percent: 0, previousRevision: "parley-media-12345678" };
});

describe.each(names)("secrets of %s", (name) => {
  const data = (): Synthesized => stackJson(`${name}-data`);
  const runtime = (): Synthesized => stackJson(`${name}-runtime`);

  test("R-126 R-128 R-129 R-131 R-132 exactly the declared containers exist: no adk-api-key, no OAuth client's secret", () => {
    expect(secretIds(data())).toEqual([
      "anthropic-api-key",
      "cdn-signing-key",
      "database-url",
      "elevenlabs-api-key",
      "freesound-api-key",
      "gemini-api-key",
      "suno-api-key",
    ]);
  });

  test("R-127 every secret is replicated automatically", () => {
    expect(secretsOf(data()).map(({ replication }) => Object.keys(replication as object))).toEqual(
      Array(7).fill(["auto"]),
    );
  });

  test("R-129 R-133 each secret has one reader: the REST service its key, the media service its six", () => {
    expect(accessors(runtime())).toEqual({
      "anthropic-api-key": ["api-service"],
      "cdn-signing-key": ["media-service"],
      "database-url": ["media-service"],
      "elevenlabs-api-key": ["media-service"],
      "freesound-api-key": ["media-service"],
      "gemini-api-key": ["media-service"],
      "suno-api-key": ["media-service"],
    });
  });

  test("R-131 R-132 R-137 the services read their credentials by reference", () => {
    expect(references(runtime(), "media")).toEqual(mediaSecrets);
    expect(references(runtime(), "rest")).toEqual({ ANTHROPIC_API_KEY: "anthropic-api-key" });
    for (const service of ["audio", "conversation", "gateway", "realtime"])
      expect(references(runtime(), service)).toEqual({});
  });

  test("R-134 R-140 a reference holds a version, numbered where protected and the latest where disposable", () => {
    const version = name === "dev" ? "latest" : "1";
    const found = ["media", "rest"].flatMap((service) =>
      variables(runtime(), service).flatMap(({ value_source }) => value_source?.secret_key_ref ?? []),
    );
    expect(found.length).toBe(7);
    for (const one of found) {
      expect(Object.keys(one).sort()).toEqual(["secret", "version"]);
      expect(one.version).toBe(version);
    }
  });

  test("R-136 no layer holds secret data: no versions, no literal under a credential's name, no default of a token", () => {
    for (const layer of layers) {
      const stack = stackJson(`${name}-${layer}`);
      for (const type of [
        "google_secret_manager_secret_version",
        "google_service_account_key",
        "google_storage_hmac_key",
      ])
        expect(stack.all(type)).toEqual({});
      expect(JSON.stringify(stack.json)).not.toMatch(/"secret_data(_wo)?"|"password(_wo)?"|"private_key"/);
      for (const variable of Object.values((stack.json.variable ?? {}) as Record<string, Attributes>)) {
        expect(variable.sensitive).toBe(true);
        expect(variable).not.toHaveProperty("default");
      }
      for (const { sensitive_labels } of Object.values(stack.all("google_monitoring_notification_channel")))
        for (const token of Object.values((sensitive_labels ?? {}) as Attributes))
          expect(token).toMatch(/^\$\{var\.(slack_auth_token|pagerduty_service_key)\}$/);
    }
  });

  test("R-136 R-137 no variable with a credential's name holds a literal", () => {
    const services = Object.values(runtime().all("google_cloud_run_v2_service"));
    const all = services.flatMap(({ template }) => template.containers[0].env as Attributes[]);
    const credentials = all.filter((variable) => /(KEY|SECRET|TOKEN|PASSWORD|CREDENTIALS)(_RAW)?$/.test(variable.name));
    expect(credentials.map((variable) => variable.name).sort()).toEqual([
      "ANTHROPIC_API_KEY",
      "CDN_SIGNING_KEY",
      "ELEVENLABS_API_KEY",
      "FREESOUND_API_KEY",
      "GEMINI_API_KEY",
      "SUNO_API_KEY",
    ]);
    for (const variable of [...credentials, ...all.filter((one) => one.name === "DATABASE_URL")])
      expect(Object.keys(variable).sort()).toEqual(["name", "value_source"]);
  });

  test("R-138 Secret Manager announces each month that a secret is due, from a fixed time on", () => {
    const stack = data();
    for (const secret of secretsOf(stack)) {
      expect(secret.rotation).toEqual({ rotation_period: "2592000s", next_rotation_time: "2027-01-04T09:00:00Z" });
      expect(secret.topics.map((topic: Attributes) => resolved(stack, topic.name))).toEqual([
        `projects/${projects[name]}/topics/secret-rotation`,
      ]);
    }
    const [id, grant] = Object.entries(stack.all("google_pubsub_topic_iam_member")).find(([one]) =>
      one.startsWith("Rotation_"),
    )!;
    const number = { dev: "100000000001", staging: "100000000002", prod: "100000000003" }[name];
    expect([resolved(stack, grant.topic), grant.role, grant.member]).toEqual([
      "secret-rotation",
      "roles/pubsub.publisher",
      `serviceAccount:service-${number}@gcp-sa-secretmanager.iam.gserviceaccount.com`,
    ]);
    for (const secret of secretsOf(stack)) expect(secret.depends_on).toEqual([`google_pubsub_topic_iam_member.${id}`]);
    for (const layer of layers) expect(stackJson(`${name}-${layer}`).all("google_cloud_scheduler_job")).toEqual({});
  });

  test("R-138 a rotation that has passed is no change", () => {
    for (const secret of secretsOf(data()))
      expect(secret.lifecycle.ignore_changes).toEqual(["rotation[0].next_rotation_time"]);
  });
});

describe("changed environments", () => {
  test("R-126 R-130 adk-api-key is made if a service names it, for that service alone", () => {
    const { data, runtime } = layersOf(changed);
    expect(secretIds(read(data))).toContain("adk-api-key");
    expect(accessors(read(runtime))["adk-api-key"]).toEqual(["audio-service"]);
    expect(references(read(runtime), "audio")).toEqual({ ADK_API_KEY: "adk-api-key" });
  });

  test("R-130 the accessor is granted before the revision starts", () => {
    const runtime = read(layersOf(changed).runtime);
    const [id] = Object.entries(runtime.all("google_secret_manager_secret_iam_member")).find(
      ([, grant]) => grant.secret_id === "adk-api-key",
    )!;
    expect(run(runtime, "audio").depends_on).toContain(`google_secret_manager_secret_iam_member.${id}`);
  });

  test("R-126 a secret that no service names is refused", () => {
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.secrets["adk-api-key"] = { description: "API key of the agent kit" };
      }),
    ).toEqual([expect.stringContaining("secrets.adk-api-key: is declared but no service uses it")]);
  });

  test("R-128 the OAuth client's secret has a container where the client was made in the console", () => {
    const { data, runtime } = layersOf(changed);
    expect(secretIds(read(data))).toContain("oauth-client-secret");
    expect(Object.keys(accessors(read(runtime)))).not.toContain("oauth-client-secret");
  });

  test("R-132 the Gemini key goes with its line in the entry", () => {
    const { data, runtime } = layersOf(changed);
    expect(secretIds(read(data))).not.toContain("gemini-api-key");
    expect(Object.keys(references(read(runtime), "media"))).not.toContain("GEMINI_API_KEY");
    expect(Object.keys(accessors(read(runtime)))).not.toContain("gemini-api-key");
  });

  test("R-137 a literal under a credential's name is refused by the contract", () => {
    for (const variable of ["SUNO_KEY", "CLIENT_SECRET", "API_TOKEN", "DB_PASSWORD", "GEMINI_API_CREDENTIALS_RAW"]) {
      expect(
        issuesOf("prod", (_, catalog) => {
          catalog.services.media.env[variable] = "abc";
        }),
      ).toEqual([
        expect.stringContaining(
          `services.media.env.${variable}: looks like a credential but is a literal; declare a secret`,
        ),
      ]);
    }
  });

  test("R-137 a literal under a credential's name is refused by a policy, whatever made it", () => {
    expect(
      violations(prod, ({ runtime }) => {
        const variable = variables(read(runtime), "media").find(({ name }) => name === "SUNO_API_KEY")!;
        delete variable.value_source;
        variable.value = "abc";
      }),
    ).toEqual([expect.stringContaining("variable 'SUNO_API_KEY' holds a literal under a credential's name")]);
  });

  test("R-139 a new version arrives with a candidate revision that takes no traffic but has a tag", () => {
    const service = run(read(layersOf(changed).runtime), "media");
    expect(service.template.containers[0].env.find(({ name }: Attributes) => name === "SUNO_API_KEY")).toEqual({
      name: "SUNO_API_KEY",
      value_source: { secret_key_ref: { secret: "suno-api-key", version: "2" } },
    });
    const type = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";
    expect(service.traffic).toEqual([
      { type, revision: service.template.revision, percent: 0, tag: "candidate" },
      { type, revision: "parley-media-12345678", percent: 100 },
    ]);
    expect(service.template.revision).not.toBe(run(stackJson("prod-runtime"), "media").template.revision);
  });

  test("R-142 the secrets' containers are deployed a layer before the revisions that read them", () => {
    for (const name of names) {
      const awaited = layers.map((layer) => stackOf(`${name}-${layer}`).dependencies.map(({ node }) => node.id));
      expect(awaited).toEqual([[], [`${name}-foundation`], [`${name}-data`], [`${name}-runtime`]]);
      expect(stackJson(`${name}-runtime`).all("google_secret_manager_secret")).toEqual({});
      expect(secretIds(stackJson(`${name}-data`))).toEqual(expect.arrayContaining(Object.values(mediaSecrets)));
    }
  });
});

describe("rotation runbook", () => {
  const runbook = readFileSync(join(__dirname, "../../runbooks/secret-rotation.md"), "utf8");
  const [day0, day7] = runbook.split(/^## /m).slice(1) as [string, string];

  test("R-139 adds a version, calls a candidate through an endpoint group of its tag, then moves all traffic", () => {
    const steps = [
      'npm run --silent secrets -- prod "$SECRET"',
      "percent: 0",
      "--cloud-run-tag=candidate",
      "### 5. All traffic",
    ];
    const places = steps.map((step) => day0.indexOf(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("R-141 disables the old version on day 7", () => {
    expect(day7).toMatch(/^Day 7\n/);
    expect(day7).toContain('gcloud secrets versions disable 1 --secret="$SECRET" --project="$PROJECT"');
  });
});
