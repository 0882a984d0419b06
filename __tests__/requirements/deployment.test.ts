import { describe, expect, test } from "vitest";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { buildApp } from "../../stacks/build-app";
import { planStack } from "../../tools/terraform/plan-stack";
import { environment } from "../support/environments";
import { stackJson } from "../support/stacks";
import type { Attributes, Synthesized } from "../support/synth";

const root = join(__dirname, "../..");
const names = ["dev", "staging", "prod"] as const;
const layers = ["foundation", "data", "runtime", "operations"] as const;
const projects = { dev: "parley-audio-dev", staging: "parley-audio-staging", prod: "parley-audio-prod" };
const domains = { dev: "dev.app.example.com", staging: "staging.app.example.com", prod: "app.example.com" };

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));
const packageJson = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, any>;

describe.each(names)("delivery of %s", (name) => {
  const operations = (): Synthesized => stackJson(`${name}-operations`);

  test("R-169 the job topic has labels for environment and service", () => {
    const jobs = list(stackJson(`${name}-data`), "google_pubsub_topic").find((topic) => topic.name === "jobs")!;
    expect(jobs.labels).toEqual({ environment: name, service: "media" });
  });

  test("R-218 each contact is an e-mail channel", () => {
    expect(
      Object.entries(operations().all("google_monitoring_notification_channel"))
        .filter(([, { type }]) => type === "email")
        .map(([id, { labels }]) => [id.replace(/^Channels_Email-(\w+)_.*$/, "$1"), labels.email_address]),
    ).toEqual([
      ["primary", "devops@example.com"],
      ["secondary", "backend@example.com"],
      ["escalation", "lead@example.com"],
    ]);
  });

  test("R-219 Slack is reached by the token of its app, a sensitive variable, and by no webhook", () => {
    const slack = list(operations(), "google_monitoring_notification_channel").filter(({ type }) => type === "slack");
    expect(slack.map(({ labels, sensitive_labels }) => [labels, sensitive_labels])).toEqual(
      name === "dev" ? [] : [[{ channel_name: `#parley-${name}` }, { auth_token: "${var.slack_auth_token}" }]],
    );
    if (name !== "dev") expect(operations().json.variable.slack_auth_token.sensitive).toBe(true);
    expect(JSON.stringify(operations().json)).not.toContain("hooks.slack.com");
  });

  test("R-275 each public service is called from outside every minute", () => {
    const checks = operations().all("google_monitoring_uptime_check_config");
    const hosts = {
      AudioUptime: [domains[name], "/ws/health"],
      ConversationUptime: [`conversation.${domains[name]}`, "/health"],
      GatewayUptime: [`gateway.${domains[name]}`, "/health"],
      MediaUptime: [`media.${domains[name]}`, "/health"],
      RealtimeUptime: [`realtime.${domains[name]}`, "/health"],
      RestUptime: [domains[name], "/health"],
    };
    expect(
      Object.fromEntries(
        Object.entries(checks).map(([id, check]) => [
          id,
          [check.monitored_resource.labels.host, check.http_check.path],
        ]),
      ),
    ).toEqual(hosts);
    for (const { period, selected_regions, http_check } of Object.values(checks)) {
      expect([period, selected_regions]).toEqual(["60s", ["USA_VIRGINIA", "EUROPE", "ASIA_PACIFIC"]]);
      expect([http_check.port, http_check.use_ssl, http_check.validate_ssl]).toEqual([443, true, true]);
    }
  });

  test("R-315 R-342 all four layers are code: resources, no data source, no figure by variable", () => {
    for (const layer of layers) {
      const { json } = stackJson(`${name}-${layer}`);
      expect(Object.keys(json.resource).length).toBeGreaterThan(0);
      expect(json).not.toHaveProperty("data");
      const tokens = { dev: [], staging: ["slack_auth_token"], prod: ["pagerduty_service_key", "slack_auth_token"] }[
        name
      ];
      expect(Object.keys((json.variable ?? {}) as object).sort()).toEqual(layer === "operations" ? tokens : []);
    }
  });

  test("R-316 R-341 every layer asks for Terraform 1.11 or newer and exactly one provider version", () => {
    for (const layer of layers) {
      const { required_version, required_providers } = stackJson(`${name}-${layer}`).json.terraform;
      expect(required_version).toBe(">= 1.11.0");
      expect(required_providers).toEqual({ google: { source: "google", version: "6.50.0" } });
    }
  });

  test("R-319 every layer has a state of its own, under its own id in the project's bucket", () => {
    for (const layer of layers)
      expect(stackJson(`${name}-${layer}`).json.terraform.backend).toEqual({
        gcs: { bucket: `${projects[name]}-tfstate`, prefix: `${name}-${layer}` },
      });
  });

  test("R-333 one described Docker repository in the primary region keeps what is deployed", () => {
    const repository = stackJson(`${name}-foundation`).one("google_artifact_registry_repository");
    expect([repository.format, repository.location, repository.description]).toEqual([
      "DOCKER",
      "us-central1",
      "Container images of the services",
    ]);
    expect(repository.docker_config).toEqual(name === "dev" ? undefined : { immutable_tags: true });
    expect(repository.cleanup_policy_dry_run).toBe(false);
    expect(repository.cleanup_policies).toEqual([
      { id: "delete-untagged", action: "DELETE", condition: { tag_state: "UNTAGGED", older_than: "2592000s" } },
      { id: "keep-newest", action: "KEEP", most_recent_versions: { keep_count: 10 } },
      { id: "keep-tagged", action: "KEEP", condition: { tag_state: "TAGGED" } },
    ]);
  });

  test("R-339 the address, the services' URLs and the buckets are outputs", () => {
    const { output } = stackJson(`${name}-runtime`).json;
    expect(output.load_balancer_ip.value).toMatch(/^\$\{google_compute_global_address\.\w+\.address\}$/);
    expect(output.service_urls.value).toEqual({
      audio: `https://${domains[name]}/ws/health`,
      conversation: `https://conversation.${domains[name]}/health`,
      gateway: `https://gateway.${domains[name]}/health`,
      media: `https://media.${domains[name]}/health`,
      realtime: `https://realtime.${domains[name]}/health`,
      rest: `https://${domains[name]}/health`,
    });
    const { bucket_names } = stackJson(`${name}-data`).json.output;
    expect(bucket_names.value["conversation-cache"]).toBe(`${projects[name]}-conversation-cache`);
    expect(Object.keys(bucket_names.value as object).length).toBe(10);
  });
});

describe("checks", () => {
  test("R-323 one command checks types, style, format, tests and Terraform, and CI runs it", () => {
    const script = packageJson.scripts.test as string;
    for (const part of ["npm:check:types", "npm:check:lint", "npm:check:format", "npm:test:unit", "check:terraform"])
      expect(script).toContain(part);
    expect(packageJson.scripts).toMatchObject({
      "check:types": "tsc --noEmit",
      "check:lint": "oxlint -c oxlint.config.mjs",
      "check:format": "oxfmt --check",
      "test:unit": "vitest run",
    });
    expect(readFileSync(join(root, ".ci/run"), "utf8").split("\n")).toContain("npm test");
  });

  test("R-325 a layer is initialized, validated and planned by the Terraform on the path, without credentials or network", async () => {
    const work = mkdtempSync(join(tmpdir(), "parley-test-"));
    const { PATH, GOOGLE_APPLICATION_CREDENTIALS } = process.env;
    try {
      mkdirSync(join(work, "stacks/prod-data"), { recursive: true });
      writeFileSync(join(work, "stacks/prod-data/cdk.tf.json"), JSON.stringify(stackJson("prod-data").json));
      writeFileSync(
        join(work, "terraform"),
        [
          "#!/bin/sh",
          `echo "$1 $GOOGLE_OAUTH_ACCESS_TOKEN $HTTPS_PROXY $GOOGLE_APPLICATION_CREDENTIALS" >> ${work}/calls`,
          `[ "$1" != validate ] || echo '{"diagnostics":[{"severity":"warning","summary":"old"}]}'`,
          `[ "$1" != show ] || echo '{"resource_changes":[{"address":"a.b","change":{"after_unknown":{}}}]}'`,
          "",
        ].join("\n"),
      );
      chmodSync(join(work, "terraform"), 0o755);
      process.env.PATH = `${work}${delimiter}${PATH ?? ""}`;
      process.env.GOOGLE_APPLICATION_CREDENTIALS = "/somebody/key.json";
      const report = await planStack(join(work, "stacks"), "prod-data", work);
      expect(
        readFileSync(join(work, "calls"), "utf8")
          .trim()
          .split("\n")
          .map((line) => line.trim()),
      ).toEqual(["init", "validate", "plan", "show"].map((command) => `${command} dummy http://127.0.0.1:1`));
      expect(JSON.parse(readFileSync(join(work, "prod-data/backend_override.tf.json"), "utf8"))).toEqual({
        terraform: { backend: { local: {} } },
      });
      expect([report.resources, report.warnings, report.errors]).toEqual([1, ["old"], []]);
    } finally {
      process.env.PATH = PATH;
      if (GOOGLE_APPLICATION_CREDENTIALS === undefined) delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
      else process.env.GOOGLE_APPLICATION_CREDENTIALS = GOOGLE_APPLICATION_CREDENTIALS;
      rmSync(work, { recursive: true });
    }
  });

  test("R-341 every package is pinned exactly", () => {
    const pins = { ...packageJson.dependencies, ...packageJson.devDependencies } as Record<string, string>;
    expect(Object.entries(pins).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(pins["@cdktf/provider-google"]).toBe("16.12.1");
  });

  test("R-363 environments, layers and policies are files of the repository, and their state is not", () => {
    for (const file of [
      "environments/dev.ts",
      "environments/staging.ts",
      "environments/prod.ts",
      "environments/catalog.ts",
    ])
      expect([file, existsSync(join(root, file))]).toEqual([file, true]);
    for (const folder of ["stacks", "constructs", "policies", "runbooks"])
      expect([folder, existsSync(join(root, folder))]).toEqual([folder, true]);
    expect(readFileSync(join(root, ".gitignore"), "utf8").split("\n")).toEqual(
      expect.arrayContaining(["*.tfstate", "*.tfplan", "cdktf.out/"]),
    );
  });

  test("R-412 an app that breaks a security policy is not built, so it is never written", () => {
    const { services, ...prod } = environment("prod");
    const broken = services.map((service) =>
      service.slug === "media" ? { ...service, env: { ...service.env, SUNO_TOKEN: "abc" } } : service,
    );
    expect(() => buildApp([{ ...prod, services: broken }])).toThrow(
      /^1 policy violation\nprod-runtime: google_cloud_run_v2_service\.Media_us-central1_\w+: no-literal-credential: variable 'SUNO_TOKEN' holds a literal/,
    );
  });
});

describe("guides", () => {
  const text = (file: string): string => readFileSync(join(root, file), "utf8");

  test("R-340 what to do when init fails, permission is denied, the state is locked or a resource exists", () => {
    const trouble = text("runbooks/troubleshooting.md").split("## Steps: a deploy fails")[1] ?? "";
    for (const fragment of [
      "terraform init failed",
      "Permission denied",
      "force-unlock LOCK_ID",
      "import google_storage_bucket",
    ])
      expect(trouble).toContain(fragment);
  });

  test("R-421 the README has the four commands that a newcomer needs", () => {
    for (const command of ["npm ci && npm run synth", "npm test", "npx cdktf diff", "npx cdktf deploy dev-foundation"])
      expect(text("README.md")).toContain(command);
  });

  test("R-420 the four decisions are recorded with what they cost: Vertex AI, one project, audio apart, a global load balancer", () => {
    for (const record of [
      "0020-vertex-ai-not-ai-studio",
      "0021-one-project-an-environment",
      "0022-websocket-and-rest-apart",
      "0023-a-global-load-balancer",
    ])
      expect(text(`docs/adr/${record}.md`)).toContain("\n## Consequences\n");
  });
});
