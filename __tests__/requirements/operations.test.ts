import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Service } from "../../contract/environment";
import { firstSteps } from "../../observability/runbooks/runbook";
import { list } from "../constructs/fixtures";
import { environment, issuesOf } from "../support/environments";
import { layersOf } from "../support/policies";
import { stackJson } from "../support/stacks";
import { read, type Attributes } from "../support/synth";

const root = join(__dirname, "../..");
const names = ["dev", "staging", "prod"] as const;
type Name = (typeof names)[number];
const prod = environment("prod");

const policiesOf = (name: Name): Attributes[] =>
  list(stackJson(`${name}-operations`), "google_monitoring_alert_policy");
/** Alert policies of a kind, whose name is their runbook's. */
const ofKind = (name: Name, kind: string): Attributes[] =>
  policiesOf(name).filter(({ user_labels }) => user_labels.runbook === kind);
function only(name: Name, kind: string, service?: string): Attributes {
  const found = ofKind(name, kind).filter(({ user_labels }) => user_labels.service === service);
  expect([kind, service, found.length]).toEqual([kind, service, 1]);
  return found[0]!;
}
/** The only condition, which is a query. */
const queryOf = ({ conditions }: Attributes): { query: string; duration: string; evaluation_interval: string } =>
  conditions[0].condition_prometheus_query_language;

/** Type of each notification channel of a policy, with the address of an e-mail channel. */
function toldBy(name: Name, channels: readonly string[]): string[] {
  const all = stackJson(`${name}-operations`).all("google_monitoring_notification_channel");
  return channels.map((one) => {
    const { type, labels } = all[/^\$\{google_monitoring_notification_channel\.(.+)\.name\}$/.exec(one)![1]!]!;
    return type === "email" ? (labels.email_address as string) : (type as string);
  });
}

const dashboards = (name: Name): Record<string, { displayName: string; text: string }> =>
  Object.fromEntries(
    list(stackJson(`${name}-operations`), "google_monitoring_dashboard").map(({ dashboard_json }) => {
      const { displayName, name: path } = JSON.parse(dashboard_json as string) as { displayName: string; name: string };
      return [path.split("/").at(-1)!, { displayName, text: dashboard_json as string }];
    }),
  );

/** Kinds of policies that every service has, alone or with others. */
const ofEveryService = [
  "cold-starts",
  "cpu-utilization",
  "crash-loop",
  "error-budget-slow-burn",
  "failed-revision",
  "instance-saturation",
  "latency-p95",
  "latency-p99",
  "memory-utilization",
  "out-of-memory",
  "user-impact",
];

describe("money", () => {
  test("R-214 an hour's requests to Text-to-Speech are counted by the metric that exists, and five minutes above are enough", () => {
    const policy = only("prod", "speech-usage-spike");
    const { query, duration } = queryOf(policy);
    // The day's 50 dollars in 4 hours, at 16 dollars a million characters and 1,000 characters a request.
    expect(query).toMatch(
      /\(sum\(increase\(serviceruntime_googleapis_com:api_request_count\{monitored_resource="consumed_api",project_id="parley-audio-prod",service="texttospeech\.googleapis\.com"\}\[1h\]\)\) > 781\)$/,
    );
    expect([duration, policy.severity]).toEqual(["300s", "WARNING"]);
    for (const name of names) expect(JSON.stringify(policiesOf(name))).not.toContain("cloud_tts_api");
  });

  test.each([50, 30])("R-215 one field stops the application at %i dollars a day and warns at 80 % of it", (limit) => {
    const { runtime, operations } = layersOf(environment("prod", (spec) => (spec.textToSpeech.dailyLimitUsd = limit)));
    const service = list(read(runtime), "google_cloud_run_v2_service").find(
      ({ name }) => name === "parley-conversation",
    )!;
    const { env } = service.template.containers[0];
    expect(env).toContainEqual({ name: "MAX_DAILY_COST", value: String(limit) });
    const spend = list(read(operations), "google_monitoring_alert_policy").filter(
      ({ user_labels }) => user_labels.runbook === "speech-spend",
    );
    expect(spend.map((one) => queryOf(one).query)).toEqual([
      expect.stringMatching(new RegExp(`\\[1d\\].* > ${0.8 * limit}$`)),
    ]);
  });

  test.each(names)(
    "R-216 in %s somebody hears of a pace within minutes, of a day's spend, and of a month's forecast",
    (name) => {
      expect(queryOf(only(name, "speech-usage-spike")).query).toMatch(/tts_characters_sum\{.*?\}\[10m\]/);
      expect(queryOf(only(name, "speech-spend")).query).toMatch(/tts_characters_sum\{.*?\}\[1d\]/);
      const budgets = Object.values(stackJson(`${name}-operations`).all("google_billing_budget"));
      expect(budgets).toHaveLength(2);
      for (const { threshold_rules } of budgets)
        expect(threshold_rules).toContainEqual({ threshold_percent: 1.2, spend_basis: "FORECASTED_SPEND" });
      for (const kind of ["speech-usage-spike", "speech-spend"])
        expect(toldBy(name, only(name, kind).notification_channels)).toContain("devops@example.com");
      for (const { all_updates_rule } of budgets)
        expect(toldBy(name, all_updates_rule.monitoring_notification_channels)).toContain("devops@example.com");
    },
  );
});

describe.each(prod.services.map((service) => [service.slug, service] as const))("R-217 %s in prod", (key, service) => {
  const { all } = stackJson("prod-operations");
  const slos = Object.values(all("google_monitoring_slo")).filter(({ user_labels }) => user_labels.service === key);
  const alerts = policiesOf("prod").filter(({ conditions }) =>
    new RegExp(`service_name=\\\\?"parley-${key}\\\\?"`).test(JSON.stringify(conditions)),
  );

  test("R-217 has objectives", () => {
    const expected = ["availability", "latency", ...(service.websocket ? ["quality"] : [])];
    expect(slos.map(({ slo_id }) => slo_id as string).sort()).toEqual(expected);
  });

  test("R-217 has its alerts, and each tells somebody", () => {
    const kinds = new Set(alerts.map(({ user_labels }) => user_labels.runbook as string));
    expect([...kinds]).toEqual(expect.arrayContaining(ofEveryService));
    const routed = ofKind("prod", "unreachable").map(({ user_labels }) => user_labels.service as string);
    expect(routed.includes(key)).toBe(service.route !== undefined);
    const { query } = queryOf(only("prod", "certificate-expiry"));
    expect(query.includes(`"service", "${key}"`)).toBe(service.route !== undefined);
    expect(kinds.has("websocket-disconnections")).toBe(service.websocket);
    for (const { enabled, notification_channels } of alerts)
      expect([enabled, notification_channels.length > 0]).toEqual([true, true]);
    const slow = queryOf(only("prod", "error-budget-slow-burn")).query;
    expect(slow.split(`"service", "${key}"`)).toHaveLength(1 + slos.length);
  });

  test("R-217 has a dashboard of its own", () => {
    expect(dashboards("prod")[`parley-service-${key}`]?.displayName).toBe(`prod: ${service.title}`);
  });

  test("R-217 has a runbook for each alert", () => {
    for (const { user_labels } of alerts)
      expect(existsSync(join(root, `runbooks/${user_labels.runbook}.md`))).toBe(true);
  });

  test("R-217 is called from outside if it is routed", () => {
    const checks = Object.values(all("google_monitoring_uptime_check_config")).filter(
      ({ user_labels }) => user_labels.service === key,
    );
    expect(checks).toHaveLength(service.route === undefined ? 0 : 1);
  });

  test("R-217 its logs and its cost are watched", () => {
    const metrics = list(stackJson("prod-foundation"), "google_logging_metric");
    expect(metrics.length).toBeGreaterThan(10);
    const run = list(stackJson("prod-runtime"), "google_cloud_run_v2_service").find(
      ({ name }) => name === `parley-${key}`,
    )!;
    expect(run.labels.service).toBe(key);
    expect(dashboards("prod")["parley-cost"]!.text).toContain(`parley-${key}`);
  });
});

describe.each(names)("alerts of %s", (name) => {
  const policies = policiesOf(name);
  const told: Record<Name, Record<string, string[]>> = {
    dev: { page: ["devops@example.com"], ticket: ["devops@example.com"], info: ["devops@example.com"] },
    staging: {
      page: ["devops@example.com", "slack"],
      ticket: ["devops@example.com", "slack"],
      info: ["devops@example.com"],
    },
    prod: {
      page: ["pagerduty", "slack", "devops@example.com", "backend@example.com"],
      ticket: ["slack", "devops@example.com"],
      info: ["devops@example.com"],
    },
  };

  test("R-219 R-220 have one of three severities, and tell whom the environment names for it", () => {
    const google: Record<string, string | undefined> = { page: "CRITICAL", ticket: "WARNING", info: undefined };
    for (const { severity, user_labels, notification_channels } of policies) {
      expect(severity).toBe(google[user_labels.severity]);
      expect(toldBy(name, notification_channels)).toEqual(told[name][user_labels.severity]);
    }
    expect(new Set(policies.map(({ user_labels }) => user_labels.severity))).toEqual(
      new Set(["page", "ticket", "info"]),
    );
  });

  test("R-221 are called '<subject> - <what is wrong>', each by a name of its own", () => {
    const titles = policies.map(({ display_name }) => display_name as string);
    for (const title of titles) expect(title).toMatch(/^[A-Z][\w -]+? - [A-Z][\w /*(),:-]+$/);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { slug, title } of environment(name).services)
      expect(only(name, "user-impact", slug).display_name).toBe(`${title} - Users are affected`);
  });

  test.each([
    ["ErrorRateHigh", "user-impact", "media", "120s"],
    ["LatencyHigh", "latency-p99", undefined, "300s"],
    ["MemoryUsageHigh", "memory-utilization", undefined, "600s"],
    ["ServiceDown", "unreachable", "media", "120s"],
  ])("R-221 what 004 calls %s is %s, of the media service too", (_, kind, service, duration) => {
    const { query, duration: held } = queryOf(only(name, kind, service));
    expect(held).toBe(duration);
    expect(query).toContain(kind === "unreachable" ? "MediaUptime." : '"parley-media"');
  });

  test("R-221 what 004 calls QueueLengthHigh is the queue's backlog", () => {
    expect(queryOf(only(name, "queue-backlog"))).toMatchObject({
      query: expect.stringMatching(/"jobs-sub".* > 100$/),
      duration: "600s",
    });
  });

  test("R-224 ask the uptime check that the stack makes, which asks each minute", () => {
    const { all } = stackJson(`${name}-operations`);
    const checks = all("google_monitoring_uptime_check_config");
    for (const [id, { period, user_labels }] of Object.entries(checks)) {
      const { query, duration } = queryOf(only(name, "unreachable", user_labels.service));
      expect(query).toContain(`check_id="\${google_monitoring_uptime_check_config.${id}.uptime_check_id}"`);
      expect([period, duration]).toEqual(["60s", "120s"]);
    }
    expect(Object.keys(checks)).toHaveLength(ofKind(name, "unreachable").length);
  });

  test.each([
    ["R-233", "cpu-utilization", "cpu_utilizations", 0.8],
    ["R-234", "memory-utilization", "memory_utilizations", 0.85],
  ])("R-233 R-234 of every service: %s, %s", (_, kind, metric, threshold) => {
    const { query, duration } = queryOf(only(name, kind));
    for (const { slug } of environment(name).services)
      expect(query).toMatch(
        new RegExp(
          `histogram_quantile\\(0\\.95, [^>]*container_${metric}_bucket[^>]*service_name="parley-${slug}"[^>]* > ${threshold}, "service", "${slug}"`,
        ),
      );
    expect(duration).toBe("600s");
  });

  test("R-213 R-242 link their runbook and their logs, and carry the runbook's first steps", () => {
    const of = environment(name);
    const branch = of.deployBranch;
    for (const { documentation, user_labels } of policies) {
      const links = Object.fromEntries(
        (documentation.links as { display_name: string; url: string }[]).map(({ display_name, url }) => [
          display_name,
          url,
        ]),
      );
      const { runbook, service } = user_labels as { runbook: string; service?: string };
      const address = `https://github.com/example/parley/blob/${branch}/runbooks/${runbook}.md`;
      expect(links.Runbook).toBe(address);
      expect(documentation.content).toContain(address);
      expect(documentation.content).toMatch(/^1\. /m);
      // A policy about several subjects has a log filter for each, and a link holds one.
      if (links.Logs === undefined) expect(documentation.content).toMatch(/^Names: `/m);
      else
        expect(links.Logs).toMatch(
          new RegExp(`^https://console\\.cloud\\.google\\.com/logs/query;query=.+\\?project=${of.project.id}$`),
        );
      if (service !== undefined) expect(decodeURIComponent(links.Logs!)).toMatch(new RegExp(`parley-${service}\\b`));
    }
  });

  test("R-242 say what the runbook says, with the names filled in", () => {
    const of = environment(name);
    const steps = firstSteps(of, "user-impact", {
      PROJECT: of.project.id,
      REGION: of.primaryRegion,
      SERVICE: "parley-media",
    });
    expect(only(name, "user-impact", "media").documentation.content).toContain(steps.replaceAll("%{", "%%{"));
  });

  test("R-302 failed calls of the model page, throttled ones among them, and the overview draws their share", () => {
    const { query } = queryOf(only(name, "model-errors"));
    expect(only(name, "model-errors").severity).toBe("CRITICAL");
    const [value] = query.split(" > ");
    expect(dashboards(name)["parley-overview"]!.text).toContain(JSON.stringify(value).slice(1, -1));
  });

  test("R-240 closes of WebSockets are drawn by reason, and those that broke are a ticket", () => {
    expect(dashboards(name)["parley-overview"]!.text).toMatch(
      /sum by \(reason\) \(rate\(logging_googleapis_com:user_websocket_closes/,
    );
    const policy = only(name, "websocket-disconnections");
    expect(policy.severity).toBe("WARNING");
    for (const key of ["audio", "realtime"]) expect(queryOf(policy).query).toContain(`"service", "${key}"`);
  });

  test("R-247 conversations are as available as everything else", () => {
    const goals = list(stackJson(`${name}-operations`), "google_monitoring_slo").filter(
      ({ slo_id }) => slo_id === "availability",
    );
    expect(goals.map(({ user_labels }) => user_labels.service as string)).toContain("conversation");
    expect(new Set(goals.map(({ goal }) => goal as number))).toEqual(new Set([0.995]));
    expect(queryOf(only(name, "unreachable", "conversation")).duration).toBe("120s");
  });
});

describe("before anybody relies on it", () => {
  test("R-241 one command of CI proves every alert on real Prometheus", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(scripts.test).toContain("npm run --silent check:alerts");
    expect(scripts["check:alerts"]).toContain("tools/check-alerts.ts");
    expect(readFileSync(join(root, ".ci/run"), "utf8")).toMatch(/add_package prometheus/);
  });

  test("R-300 the Live API's sessions must suffice for the planned peak, and 200 do not", () => {
    const audio = prod.services.find(({ slug }) => slug === "audio")!;
    expect(prod.vertex.liveSessions).toBeGreaterThanOrEqual(audio.peakSessions!);
    const [issue, ...others] = issuesOf("prod", (spec) => (spec.vertex.liveSessions = 200));
    expect(others).toEqual([]);
    expect(issue).toMatch(/vertex\.liveSessions: 200 .* 1000 .*'audio'.*provisioned throughput/);
  });

  test("R-339 what operators need is an output: the dashboard and the certificates, beside addresses and buckets", () => {
    for (const name of names) {
      expect(stackJson(`${name}-operations`).json.output.dashboard_url.value).toMatch(
        /^https:\/\/console\.cloud\.google\.com\/monitoring\/dashboards\//,
      );
      const { output } = stackJson(`${name}-runtime`).json;
      expect(Object.keys(output as object)).toEqual(
        expect.arrayContaining(["load_balancer_ip", "service_urls", "certificate_names"]),
      );
      expect(Object.keys(output.certificate_names.value as object).length).toBeGreaterThan(0);
    }
  });

  test("R-410 staging promises what prod promises, and burns its budget by the same rules", () => {
    const promised = (name: Name): unknown[] =>
      list(stackJson(`${name}-operations`), "google_monitoring_slo")
        .map(({ user_labels, slo_id, goal, rolling_period_days, request_based_sli }) => ({
          slo: `${user_labels.service as string}/${slo_id as string}`,
          goal,
          rolling_period_days,
          range: request_based_sli.distribution_cut?.range ?? null,
        }))
        .sort((one, other) => (one.slo < other.slo ? -1 : 1));
    expect(promised("staging")).toEqual(promised("prod"));
    const queries = (name: Name, kind: string): string[] =>
      ofKind(name, kind)
        .map((one) => queryOf(one).query.replaceAll(environment(name).project.id, "PROJECT"))
        .sort();
    for (const kind of ["user-impact", "error-budget-slow-burn"])
      expect(queries("staging", kind)).toEqual(queries("prod", kind));
  });

  test("R-410 concurrency, CPU and memory of staging are tuned in its file, one service at a time", () => {
    const services = (change: Partial<Service>): Attributes[] =>
      list(
        read(
          layersOf(
            environment("staging", (spec) => (spec.services.audio = { ...spec.services.audio, ...(change as object) })),
          ).runtime,
        ),
        "google_cloud_run_v2_service",
      ).map(({ name, template }) => ({
        name,
        concurrency: template.max_instance_request_concurrency,
        limits: template.containers[0].resources.limits,
      }));
    const before = services({});
    const after = services({ concurrency: 20, cpu: 4, memory: "2Gi" });
    expect(after.find(({ name }) => name === "parley-audio")).toEqual({
      name: "parley-audio",
      concurrency: 20,
      limits: { cpu: "4", memory: "2Gi" },
    });
    const others = (all: Attributes[]): Attributes[] => all.filter(({ name }) => name !== "parley-audio");
    expect(others(after)).toEqual(others(before));
  });
});
