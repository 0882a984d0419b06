import { describe, expect, test } from "vitest";
import { alertsOf } from "../../observability/alerts/all";
import { dashboardsOf } from "../../observability/dashboards/all";
import { environment, issuesOf } from "../support/environments";
import { alertOf, onSeries } from "../support/alerts";
import { panel, written, type Panel } from "../observability/dashboards/support";
import { stackJson } from "../support/stacks";

const prod = environment("prod");
const alerts = alertsOf(prod);
const on = (key: string, title: RegExp | string): Panel => panel(prod, key, title);
const services = prod.services.map(({ slug }) => [slug] as const);
const rest = ["conversation", "gateway", "media", "rest"];

describe("panels of a service", () => {
  test.each(services)("R-253 %s shows latency at p50, p95 and p99, with the lines of its alerts", (key) => {
    const { queries, limits, unit } = on(`service-${key}`, /^(Request|Turn) latency/);
    expect(Object.keys(queries)).toEqual(["p50", "p95", "p99"]);
    expect(unit).toBe(["audio", "realtime"].includes(key) ? "ms" : "s");
    const [p95, p99] = [95, 99].map((share) => onSeries(alertOf(alerts, `latency-p${share}`, key)).threshold);
    expect(new Set(Object.values(limits))).toEqual(new Set([p95, p99]));
    expect(queries.p95).toContain(
      ["audio", "realtime"].includes(key)
        ? "logging_googleapis_com:user_turn_latency_bucket"
        : "logging_googleapis_com:user_request_latency_bucket",
    );
  });

  test.each(services)("R-254 %s shows its instances with lines at the fewest, the most and 80 % of them", (key) => {
    const { min, max } = prod.services.find((service) => service.slug === key)!.scale;
    const { queries, limits } = on(`service-${key}`, /^Instances/);
    expect(limits).toEqual({ Fewest: min, "Ticket: Instances near their maximum": 0.8 * max, Most: max });
    expect(queries.serving).toBe(
      `sum(run_googleapis_com:container_instance_count{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-${key}",location="us-central1",state="active"})`,
    );
  });

  test.each(services)("R-255 R-266 %s shows CPU of its instances and on average", (key) => {
    const { queries, limits } = on(`service-${key}`, "CPU of an instance");
    expect(Object.keys(queries)).toEqual(["p50", "p95", "average"]);
    expect(queries.p95).toContain("container_cpu_utilizations_bucket");
    expect(limits["Ticket: High CPU utilization"]).toBe(0.8);
  });

  test.each(services)("R-256 R-266 %s shows memory with the line at 85 %", (key) => {
    const { queries, limits } = on(`service-${key}`, "Memory of an instance");
    expect(queries.p95).toContain("container_memory_utilizations_bucket");
    expect(limits).toEqual({ "Ticket: High memory utilization": 0.85 });
  });

  test.each(services)("R-257 %s shows its error rate with the line of its alert", (key) => {
    const { queries, limits, unit } = on(`service-${key}`, /^Error rate/);
    const condition = onSeries(alertOf(alerts, "error-ratio", key));
    expect(queries).toEqual({ failed: condition.value });
    expect(limits["Pages: High error ratio"]).toBe(condition.threshold);
    expect(condition.threshold).toBe(0.05);
    expect(unit).toBe("10^2.%");
  });

  test.each(rest)("R-265 %s shows requests a minute", (key) => {
    expect(on(`service-${key}`, "Requests a minute, by status").queries).toEqual({
      0: `sum by (status) (rate(logging_googleapis_com:user_requests{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-${key}"}[5m])) * 60`,
    });
  });
});

describe("panels of the audio service", () => {
  test("R-252 open WebSocket connections are a proxy, and say so", () => {
    const { title, queries, limits } = on("service-audio", /^Open WebSocket connections/);
    expect(title).toContain("proxy");
    expect(queries["Audio Service"]).toContain("container_max_request_concurrencies");
    expect(limits).toEqual({ "Planned peak": 1000 });
  });

  test("R-258 Vertex AI latency, first token and errors by status", () => {
    expect(on("service-audio", /call time/).queries.p95).toContain("model_invocation_latencies_bucket");
    expect(on("service-audio", /first token/).queries.p95).toContain("first_token_latencies_bucket");
    expect(on("service-audio", /as this service sees it/).queries.p95).toContain("vertex_ai_request_duration_bucket");
    expect(on("service-audio", /failed calls/).queries[0]).toMatch(
      /^sum by \(response_code\) .*model_invocation_count\{.*response_code!="200"\}/,
    );
    expect(on("service-audio", /calls that fail/).limits).toEqual({
      "Pages: Model calls fail": onSeries(alertOf(alerts, "model-errors")).threshold,
    });
  });

  test("R-259 tokens in and out", () => {
    expect(on("service-audio", /tokens a minute/).queries[0]).toMatch(/^sum by \(type\) .*online_serving_token_count/);
  });

  test("R-299 calls and tokens a minute have lines at what the load test must carry, which follow from the usage", () => {
    expect(on("service-audio", "Vertex AI: calls a minute, all services").limits).toEqual({
      "Expected at the peak": 210,
    });
    // The documents' 2 million are reached at 300 of the 1000 sessions.
    expect(on("service-audio", /tokens a minute/).limits).toEqual({ "Expected at the peak": 6_800_000 });
    const unused = environment("prod", (spec) => (spec.usage = { services: {} }));
    expect(JSON.stringify(dashboardsOf(unused))).not.toContain("Expected at the peak");
  });

  test("R-260 the burn rate of each objective, with the line at 14.4, and what is left of the budget", () => {
    for (const [title, seconds, pace] of [
      [/^Burn rate over 1 h/, 3600, 14.4],
      [/^Burn rate over 6 h/, 21_600, 6],
    ] as const) {
      const { queries, limits } = on("service-audio", title);
      expect(Object.keys(queries)).toEqual(["availability", "latency", "quality"]);
      expect(queries.availability).toMatch(
        new RegExp(`^select_slo_burn_rate\\("projects/100000000003/services/.+", "${seconds}s"\\)$`),
      );
      expect(limits["Pages: budget burns fast"]).toBe(pace);
    }
    expect(on("service-audio", /^Error budget left/).queries.quality).toMatch(/^select_slo_budget_fraction\("/);
  });
});

describe("panels of the media service", () => {
  test("R-250 four paths, each with its line for the 99th percentile", () => {
    const { queries, limits } = on("service-media", "Latency of paths (p99), each with its limit");
    expect(limits).toEqual({
      "Ticket: /health": 0.05,
      "Ticket: /generate": 2,
      "Ticket: /status/*": 0.1,
      "Ticket: /videos": 0.5,
    });
    expect(Object.keys(queries).sort()).toEqual(["/generate", "/health", "/status/*", "/videos"]);
    expect(queries["/videos"]).toMatch(/^histogram_quantile\(0\.99, .*user_path_latency_bucket.*path="\/videos"/);
  });

  test("R-251 the bands of normal load on CPU, memory and network", () => {
    const band = (title: string): (number | undefined)[] => {
      const { limits } = on("service-media", title);
      return [limits["Normal load from"], limits["Normal load to"]];
    };
    expect(band("CPU of an instance")).toEqual([0.3, 0.6]);
    expect(band("Memory of an instance, of 2Gi")).toEqual([600e6, 800e6]);
    expect(band("Network of an instance")).toEqual([1e6, 5e6]);
    expect(on("service-media", "Memory of an instance, of 2Gi").queries.p95).toMatch(/ \* 2147483648$/);
    expect(on("service-media", "Network of an instance").queries.received).toMatch(/ \* 8 \/ \(sum\(.* > 0\)$/);
  });

  test("R-251 a service without such figures has no bands, and a band that ends before it begins is refused", () => {
    expect(on("service-gateway", "CPU of an instance").limits).toEqual({ "Ticket: High CPU utilization": 0.8 });
    expect(() => on("service-gateway", /^Memory of an instance, of/)).toThrow("0 panels");
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.services.media.normalLoad.memoryMegabytes = { min: 800, max: 600 };
      }),
    ).toEqual([expect.stringContaining("normalLoad.memoryMegabytes: min is 800, above max, which is 600")]);
  });

  test("R-268 99th percentile, and audio processing time in seconds", () => {
    const latency = on("service-media", "Request latency");
    expect([latency.unit, latency.queries.p99?.startsWith("histogram_quantile(0.99,")]).toEqual(["s", true]);
    const mixing = on("service-media", /^Audio processing time/);
    expect([mixing.unit, Object.keys(mixing.queries)]).toEqual(["s", ["p50", "p95"]]);
    expect(mixing.queries.p95).toContain("logging_googleapis_com:user_audio_mixing_duration_bucket");
  });

  test("R-269 the queue's length with the line at 100, its oldest message and dead letters", () => {
    const { queries, limits } = on("service-media", /^Queue length/);
    expect(queries).toEqual({
      jobs: 'pubsub_googleapis_com:subscription_num_undelivered_messages{project_id="parley-audio-prod",subscription_id="jobs-sub"}',
    });
    expect(limits).toEqual({ "Ticket: Long backlog": 100 });
    expect(on("service-media", /^Age of the oldest/).limits).toEqual({
      "Ticket: Old message": onSeries(alertOf(alerts, "queue-oldest-message", "jobs")).threshold,
    });
    expect(on("service-media", /^Dead letters/).limits).toEqual({ "Ticket: Dead letters": 0 });
  });

  test("R-270 active workers are instances that serve, and are called so", () => {
    const { title, queries } = on("service-media", /^Instances/);
    expect(title).toBe("Instances, 2 to 20");
    expect(queries.serving).toContain('service_name="parley-media"');
    expect(queries.serving).toContain('state="active"');
  });

  test("R-271 all eight series have their equivalent", () => {
    const { text } = written(prod, "service-media");
    for (const series of [
      "logging_googleapis_com:user_requests", // http_requests_total
      "user_request_latency_bucket", // http_request_duration_seconds, api_latency_p99
      "user_audio_mixing_duration_bucket", // audio_mixing_duration_seconds
      "subscription_num_undelivered_messages", // task_queue_length
      "user_failed_requests", // error_rate_percent
      "container_memory_utilizations", // memory_usage_bytes
      "container_cpu_utilizations", // cpu_usage_percent
    ])
      expect(text).toContain(series.replaceAll("\\\\\\", "\\"));
  });
});

describe("panels of stores and of the environment", () => {
  test("R-186 the duty cycle of the GPUs", () => {
    for (const key of ["overview", "cost"])
      expect(on(key, /^GPU duty cycle/).queries.average).toBe(
        'avg(kubernetes_io:node_accelerator_duty_cycle{project_id="parley-audio-prod",cluster_name="parley-gpu"})',
      );
  });

  test("R-261 sections for real-time WebSocket, cost analysis and SLO tracking", () => {
    const sections = (key: string): string[] =>
      written(prod, key)
        .tiles.filter(({ widget }) => widget.sectionHeader)
        .map(({ widget }) => widget.title);
    expect(sections("overview")).toEqual(expect.arrayContaining(["Real-time WebSocket", "SLO tracking"]));
    expect(sections("cost")).toContain("Cost analysis");
  });

  test("R-262 cost: spend on speech with its lines, requests, tokens and the budget's link", () => {
    const { queries, limits } = on("cost", /^Spend on speech/);
    const spend = onSeries(alertOf(alerts, "speech-spend"));
    expect(queries).toEqual({ spent: spend.value });
    expect(limits).toEqual({ "Ticket: High spend on speech": spend.threshold, "The application stops speaking": 50 });
    expect(on("cost", /requests in an hour$/).queries.used).toContain('service="texttospeech.googleapis.com"');
    expect(on("cost", /tokens a minute/).queries[0]).toContain("token_count");
    expect(written(prod, "cost").text).toContain(
      "https://console.cloud.google.com/billing/012345-6789AB-CDEF01/budgets",
    );
  });

  test("R-263 caches: the hit ratio with the line at 70 %, size, objects and requests", () => {
    expect(on("service-conversation", /^Cache hit ratio/).limits).toEqual({ "Ticket: Low hit ratio": 0.7 });
    const of = (title: RegExp): string => on("service-conversation", title).queries["audio-cache"]!;
    expect(of(/^Size of the cache/)).toBe(
      'sum(storage_googleapis_com:storage_v2_total_bytes{project_id="parley-audio-prod",bucket_name="parley-audio-prod-audio-cache"})',
    );
    expect(of(/^Objects in the cache/)).toContain("storage_v2_total_count");
    expect(of(/^Requests to the cache/)).toContain("storage_googleapis_com:api_request_count");
    expect(Object.keys(on("service-conversation", /^Cache lookups/).queries)).toEqual([
      "audio-cache: hit",
      "audio-cache: miss",
      "conversation-cache: hit",
      "conversation-cache: miss",
    ]);
  });

  test.each(["gateway", "media", "realtime"])("R-267 %s shows active database connections", (key) => {
    const database = key === "media" ? "production" : "clone";
    const { queries, limits } = on(`service-${key}`, "Active database connections, of 500");
    expect(queries[database]).toBe(
      `sum(cloudsql_googleapis_com:database_postgresql_num_backends{project_id="parley-audio-prod",database_id="parley-audio-prod:parley-postgres-1",database="${database}"})`,
    );
    expect(limits).toEqual({ "Ticket: Many connections": 400 });
  });

  test("R-273 sessions, conversations and jobs", () => {
    expect(on("cost", /^Audio sessions/).queries.sessions).toContain("user_audio_sessions_started");
    expect(on("cost", /^Conversations generated/).queries.conversations).toContain("user_conversations_generated");
    expect(on("cost", /^Media jobs/).queries[0]).toMatch(/^sum by \(outcome\) .*user_jobs_completed/);
  });
});

describe("in Google Cloud", () => {
  test.each(["dev", "staging", "prod"])("R-264 %s has its own dashboards, titled with its name", (name) => {
    const made = Object.values(stackJson(`${name}-operations`).all("google_monitoring_dashboard")).map(
      ({ dashboard_json }) => JSON.parse(dashboard_json).displayName,
    );
    expect(made.sort()).toEqual(
      [
        "API Gateway",
        "Audio Service",
        "Conversation Generation Service",
        "Cost",
        "Media Service",
        "Overview",
        "REST Service",
        "Realtime Service",
      ].map((title) => `${name}: ${title}`),
    );
  });

  test.each(["dev", "staging", "prod"])("R-274 %s has the address of its overview as an output", (name) => {
    const { project } = environment(name as "dev");
    expect(stackJson(`${name}-operations`).json.output.dashboard_url.value).toBe(
      `https://console.cloud.google.com/monitoring/dashboards/builder/parley-overview?project=${project.id}`,
    );
  });
});
