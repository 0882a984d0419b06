import { describe, expect, test } from "vitest";
import { LogMetrics } from "../../constructs/cloud-logging/log-metrics";
import { audioSessionEnded } from "../../log-contract/audio-session-ended";
import { spans } from "../../log-contract/spans";
import { ttsGenerationCompleted } from "../../log-contract/tts-generation-completed";
import { turnCompleted } from "../../log-contract/turn-completed";
import { websocketConnectionClosed } from "../../log-contract/websocket-connection-closed";
import { latencySignal } from "../../observability/latency-signal";
import { logMetrics } from "../../observability/metrics/log-based";
import { logContractPage } from "../../tools/log-contract/page";
import { list } from "../constructs/fixtures";
import { referenceEnvironments } from "../reference/all";
import { environment } from "../support/environments";
import { layersOf } from "../support/policies";
import { read, synthesize, type Attributes } from "../support/synth";

const page = logContractPage(referenceEnvironments());

describe.each(["dev", "staging", "prod"] as const)("log contract of %s", (name) => {
  const of = environment(name);
  const metrics = list(
    synthesize((scope) => {
      new LogMetrics(scope, "LogMetrics", { environment: of });
    }),
    "google_logging_metric",
  );
  const metric = (named: string): Attributes => metrics.find(({ name: found }) => found === named)!;
  const filter = (message: string): string => `resource.type="cloud_run_revision" AND jsonPayload.message="${message}"`;
  const labels = (named: string): string[] => metric(named).metric_descriptor.labels.map(({ key }: Attributes) => key);

  test("R-198 the cost and the length of each synthesis are read from its line", () => {
    for (const [metricName, field] of [
      ["tts_estimated_cost", "estimatedCost"],
      ["tts_duration", "durationSeconds"],
    ] as const) {
      expect(metric(metricName)).toMatchObject({
        filter: filter("TTS generation completed"),
        metric_descriptor: { metric_kind: "DELTA", value_type: "DISTRIBUTION" },
        value_extractor: `EXTRACT(jsonPayload.${field})`,
      });
    }
  });

  test("R-199 the characters of each synthesis are read from its line", () => {
    expect(metric("tts_characters")).toMatchObject({
      filter: filter("TTS generation completed"),
      metric_descriptor: { metric_kind: "DELTA", value_type: "DISTRIBUTION" },
      value_extractor: "EXTRACT(jsonPayload.characters)",
    });
  });

  test("R-200 hits and misses of each cache are counted", () => {
    expect(metric("cache_lookups")).toMatchObject({
      filter: filter("Cache lookup"),
      metric_descriptor: { metric_kind: "DELTA", value_type: "INT64" },
      label_extractors: { cache: "EXTRACT(jsonPayload.cache)", result: "EXTRACT(jsonPayload.result)" },
    });
    expect(labels("cache_lookups")).toEqual(["cache", "result"]);
  });

  test("R-201 the time of a model's answer is read from vertex_ai_request_duration_ms", () => {
    expect(metric("vertex_ai_request_duration")).toMatchObject({
      metric_descriptor: { value_type: "DISTRIBUTION", unit: "ms" },
      value_extractor: "EXTRACT(jsonPayload.vertex_ai_request_duration_ms)",
    });
  });

  test("R-202 closes of WebSockets are counted by reason", () => {
    expect(metric("websocket_closes")).toMatchObject({
      filter: filter("WebSocket connection closed"),
      metric_descriptor: { value_type: "INT64" },
      label_extractors: { reason: "EXTRACT(jsonPayload.reason)" },
    });
    expect(labels("websocket_closes")).toEqual(["reason"]);
  });

  test("R-203 the packet loss of each audio session is known, and exactly so at each objective", () => {
    const { value_extractor: extractor, bucket_options: buckets } = metric("audio_packet_loss");
    expect(extractor).toBe("EXTRACT(jsonPayload.packetLossRatio)");
    for (const { objectives } of of.services.filter(({ websocket }) => websocket))
      expect(buckets.explicit_buckets.bounds).toContain(objectives.quality.packetLossRatio);
  });

  test("R-204 the turn latency of every WebSocket service is what its speed is judged by, exactly so at each threshold", () => {
    const { filter: found, metric_descriptor: descriptor, bucket_options: buckets } = metric("turn_latency");
    expect(found).toBe(filter("Turn completed"));
    expect(descriptor).toMatchObject({ metric_kind: "DELTA", value_type: "DISTRIBUTION", unit: "ms" });
    const talking = of.services.filter(({ websocket }) => websocket);
    expect(talking.length).toBeGreaterThan(0);
    for (const service of talking) {
      expect(latencySignal(of, service)).toMatchObject({ metric: logMetrics.turnLatency, event: "turn" });
      const p95 = service.latencyP95Milliseconds;
      const thresholds = [p95, service.latencyP99Milliseconds ?? 2 * p95, service.objectives.latency.milliseconds];
      expect(buckets.explicit_buckets.bounds).toEqual(expect.arrayContaining(thresholds));
    }
  });

  test("R-205 Cloud Trace is on and every service may write spans", () => {
    const { foundation, runtime } = layersOf(of);
    const apis = list(read(foundation), "google_project_service").map(({ service }) => service as string);
    expect(apis).toContain("cloudtrace.googleapis.com");
    const granted = list(read(runtime), "google_project_iam_member").filter(
      ({ role }) => role === "roles/cloudtrace.agent",
    );
    expect(granted).toHaveLength(of.services.length);
  });

  test("R-271 the time of mixing audio is read from the jobs that mixed some", () => {
    expect(metric("audio_mixing_duration")).toMatchObject({
      filter: `${filter("Job completed")} AND jsonPayload.audioMixingDurationSeconds:*`,
      metric_descriptor: { value_type: "DISTRIBUTION", unit: "s" },
      value_extractor: "EXTRACT(jsonPayload.audioMixingDurationSeconds)",
    });
  });

  test("R-273 conversations, audio sessions and jobs are counted", () => {
    for (const [metricName, message] of [
      ["conversations_generated", "Conversation generated"],
      ["audio_sessions_started", "Audio session started"],
      ["jobs_completed", "Job completed"],
    ] as const) {
      expect(metric(metricName)["filter"]).toBe(filter(message));
      expect(metric(metricName).metric_descriptor).toMatchObject({ metric_kind: "DELTA", value_type: "INT64" });
    }
  });
});

describe("the schemas", () => {
  test.each(["conversationId", "durationSeconds", "estimatedCost", "timestamp"])(
    "R-198 a synthesis is logged with %s",
    (field) => {
      const { schema, example } = ttsGenerationCompleted;
      expect(schema.safeParse({ ...example, [field]: undefined }).success).toBe(false);
    },
  );

  test("R-199 a synthesis is logged with its characters, which are what is priced", () => {
    const { schema, example } = ttsGenerationCompleted;
    expect(schema.safeParse({ ...example, characters: undefined }).success).toBe(false);
    expect(schema.safeParse({ ...example, characters: 1.5 }).success).toBe(false);
    expect(page).toContain("16 dollars a million");
    expect(page).toContain("its `estimatedCost` is too low by more than tenfold");
  });

  test.each(["idle_timeout", "server_restart", "network_error"])("R-202 a close may have the reason %s", (reason) => {
    const { schema, example } = websocketConnectionClosed;
    expect(schema.safeParse({ ...example, reason }).success).toBe(true);
  });

  test("R-203 a packet loss is a share", () => {
    const { schema, example } = audioSessionEnded;
    for (const [packetLossRatio, taken] of [
      [0, true],
      [0.05, true],
      [1, true],
      [5, false],
      [-0.1, false],
    ] as const)
      expect(schema.safeParse({ ...example, packetLossRatio }).success).toBe(taken);
  });

  test("R-204 a turn is logged with its latency", () => {
    const { schema, example } = turnCompleted;
    expect(schema.safeParse({ ...example, turnLatencyMilliseconds: undefined }).success).toBe(false);
  });
});

describe("docs/log-contract.md", () => {
  test("R-205 names the spans of the audio service, with the root first", () => {
    expect(Object.keys(spans)[0]).toBe("audio_service");
    for (const name of Object.keys(spans)) expect(page).toContain(`| \`${name}\``);
  });

  test.each([
    ["http_requests_total", "logging_googleapis_com:user_requests"],
    ["http_request_duration_seconds", "logging_googleapis_com:user_request_latency_bucket"],
    ["audio_mixing_duration_seconds", "logging_googleapis_com:user_audio_mixing_duration_bucket"],
    ["api_latency_p99", "histogram_quantile(0.99, "],
    ["task_queue_length", "pubsub_googleapis_com:subscription_num_undelivered_messages"],
    ["error_rate_percent", "logging_googleapis_com:user_failed_requests{"],
    ["memory_usage_bytes", "run_googleapis_com:container_memory_usage_bucket"],
    ["cpu_usage_percent", "run_googleapis_com:container_cpu_utilizations_bucket"],
  ])("R-271 gives Cloud Monitoring's equivalent of %s", (series, equivalent) => {
    const rows = page.split("\n").filter((line) => line.startsWith(`| \`${series}\``));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(equivalent);
  });

  test("R-271 nothing scrapes: no service has a collector beside it", () => {
    expect(page).toContain("Nothing scrapes a container here");
    const services = list(read(layersOf(environment("prod")).runtime), "google_cloud_run_v2_service");
    expect(services.length).toBeGreaterThan(0);
    for (const { template } of services) expect(template.containers).toHaveLength(1);
  });
});
