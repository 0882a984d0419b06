import { describe, expect, test } from "vitest";
import type { Environment, Service } from "../../contract/environment";
import { alertName, promqlQuery, type Alert, type PromqlCondition } from "../../observability/alerts/alert";
import { crashAlerts } from "../../constructs/cloud-run/crash-alerts";
import { errorAlerts } from "../../observability/alerts/errors";
import { latencyAlerts } from "../../observability/alerts/latency";
import { saturationAlerts } from "../../constructs/cloud-run/saturation-alerts";
import { cloudMonitoringAlerts } from "../../constructs/cloud-monitoring/alerts";
import { websocketAlerts } from "../../observability/alerts/websockets";
import { alertOf, keysOf, onSeries } from "../support/alerts";
import { probeAlerts } from "../../constructs/cloud-run/probe-alerts";
import { silenceAlerts } from "../../observability/alerts/silence";
import { environment } from "../support/environments";

const sources = [
  errorAlerts,
  latencyAlerts,
  saturationAlerts,
  crashAlerts,
  cloudMonitoringAlerts,
  probeAlerts,
  silenceAlerts,
  websocketAlerts,
];
/** Limit of an alert on latency in milliseconds: turns are measured in milliseconds, requests in seconds. */
const milliseconds = ({ threshold, value }: PromqlCondition): number =>
  value.includes("turn_latency") ? threshold : 1000 * threshold;
const serviceAlerts = (of: Environment): Alert[] => sources.flatMap((source) => source(of));
const conditionsOf = ({ conditions }: Alert): PromqlCondition[] =>
  conditions.filter((condition): condition is PromqlCondition => condition.language === "promql");

const ofEvery = [
  "all-requests-fail",
  "cold-starts",
  "cpu-utilization",
  "crash-loop",
  "error-ratio",
  "error-ratio-rollback",
  "failed-revision",
  "instance-saturation",
  "latency-p95",
  "latency-p99",
  "memory-utilization",
  "out-of-memory",
];
const ofPublic = ["certificate-expiry", "uptime"];

/** Kinds that a service's entry asks for. */
const kindsFor = ({ route, access, websocket, pathLatencyP99Milliseconds }: Service): string[] =>
  [
    ...ofEvery,
    ...(route === undefined ? [] : ofPublic),
    ...(route !== undefined && access === "iap" ? ["no-healthy-instance"] : []),
    ...(websocket ? ["no-turns", "websocket-disconnections"] : []),
    ...Object.keys(pathLatencyP99Milliseconds).map(() => "path-latency-p99"),
  ].sort();

describe.each(["dev", "staging", "prod"] as const)("service alerts of %s", (name) => {
  const of = environment(name);
  const alerts = serviceAlerts(of);
  const each = (kind: string): [Service, PromqlCondition, Alert][] =>
    of.services.map((service) => {
      const alert = alertOf(alerts, kind, service.slug);
      return [service, onSeries(alert), alert];
    });

  test("R-222 more than 5 % of five minutes' requests fail: each service pages", () => {
    for (const [, condition, { severity }] of each("error-ratio")) {
      expect(condition).toMatchObject({ threshold: 0.05, comparison: ">", forSeconds: 120 });
      expect(condition.value).toMatch(/user_failed_requests\{.*?\}\[5m\]/);
      expect(severity).toBe("page");
    }
  });

  test("R-223 all requests fail for two minutes: each service pages", () => {
    for (const [, condition, { severity }] of each("all-requests-fail")) {
      expect(condition).toMatchObject({ threshold: 0.99, comparison: ">", forSeconds: 120 });
      expect(severity).toBe("page");
    }
  });

  test("R-224 the health check fails for two minutes: each public service pages", () => {
    const publicServices = of.services.filter(({ route }) => route !== undefined);
    expect(publicServices).toHaveLength(6);
    for (const { slug } of publicServices) {
      const alert = alertOf(alerts, "uptime", slug);
      expect(onSeries(alert)).toMatchObject({ threshold: 2, comparison: ">=", forSeconds: 120 });
      expect(onSeries(alert).value).toContain("uptime_check_check_passed");
      expect(alert.severity).toBe("page");
    }
  });

  test("R-225 the 95th percentile is too high for five minutes: turns of WebSocket services, requests of all others", () => {
    for (const [service, condition, { severity }] of each("latency-p95")) {
      expect(condition).toMatchObject({ comparison: ">", forSeconds: 300 });
      expect(milliseconds(condition)).toBe(service.latencyP95Milliseconds);
      expect(condition.value).toMatch(/^histogram_quantile\(0\.95, /);
      expect(condition.value.includes("turn_latency")).toBe(service.websocket);
      expect(severity).toBe("ticket");
    }
  });

  test("R-226 2 s is too slow, but for the services of the clone outside of prod, which may take 3 s, and for conversations, which take 8 s on average", () => {
    const expected = (key: string): number => {
      if (key === "conversation") return 20_000;
      return name !== "prod" && ["gateway", "realtime"].includes(key) ? 3000 : 2000;
    };
    for (const [{ slug }, condition] of each("latency-p95"))
      expect([slug, milliseconds(condition)]).toEqual([slug, expected(slug)]);
  });

  test("R-227 the media service's 99th percentile is more than 2000 ms for five minutes", () => {
    const condition = onSeries(alertOf(alerts, "latency-p99", "media"));
    expect(condition).toMatchObject({ threshold: 2, comparison: ">", forSeconds: 300 });
    expect(condition.value).toMatch(/^histogram_quantile\(0\.99, /);
  });

  test("R-228 more than 80 % of a region's instances are active for ten minutes", () => {
    for (const [service, condition, { severity }] of each("instance-saturation")) {
      expect(condition).toMatchObject({ threshold: 0.8, comparison: ">", forSeconds: 600 });
      expect(condition.value).toMatch(
        new RegExp(`^max\\(sum by \\(location\\) \\(.*state="active"}\\)\\) / ${service.scale.max}$`),
      );
      expect(severity).toBe("ticket");
    }
  });

  test("R-229 more than ten cold starts a minute for five minutes", () => {
    for (const [, condition, { severity }] of each("cold-starts")) {
      expect(condition).toMatchObject({ threshold: 10, comparison: ">", forSeconds: 300 });
      expect(condition.value).toMatch(/startup_latencies_count\{.*\[4m\]\)\) \/ 4$/);
      expect(severity).toBe("ticket");
    }
  });

  test.each([
    ["R-233", "cpu-utilization", "cpu_utilizations", 0.8],
    ["R-234", "memory-utilization", "memory_utilizations", 0.85],
  ])("%s %s stays too high for ten minutes", (_, kind, metric, threshold) => {
    for (const [, condition, { severity }] of each(kind)) {
      expect(condition).toMatchObject({ threshold, comparison: ">", forSeconds: 600 });
      expect(condition.value).toContain(`container_${metric}_bucket`);
      expect(severity).toBe("ticket");
    }
  });

  test("R-237 more than 10 % of ten minutes' requests fail: each service pages, and says to roll back", () => {
    for (const [, condition, { severity, meaning }] of each("error-ratio-rollback")) {
      expect(condition).toMatchObject({ threshold: 0.1, comparison: ">", forSeconds: 120 });
      expect(condition.value).toMatch(/user_failed_requests\{.*?\}\[10m\]/);
      expect(severity).toBe("page");
      expect(meaning).toContain("roll it back");
    }
  });

  test("R-240 WebSockets that break are a ticket", () => {
    expect(keysOf(alerts, "websocket-disconnections")).toEqual(["audio", "realtime"]);
    for (const key of ["audio", "realtime"])
      expect(alertOf(alerts, "websocket-disconnections", key).severity).toBe("ticket");
  });

  test("R-250 each path of the media service has its 99th percentile", () => {
    const limits = alerts
      .filter(({ kind }) => kind === "path-latency-p99")
      .map((alert) => [alert.detail, milliseconds(onSeries(alert))]);
    expect(Object.fromEntries(limits)).toEqual({ "/health": 50, "/generate": 2000, "/status/*": 100, "/videos": 500 });
  });

  test("each service has what its entry asks for, once", () => {
    for (const service of of.services) {
      const own = alerts.filter(({ subject }) => subject.kind === "service" && subject.service.slug === service.slug);
      expect(own.map(({ kind }) => kind).sort()).toEqual(kindsFor(service));
    }
  });

  test("no two alerts have one name, and no two conditions of one alert", () => {
    expect(new Set(alerts.map(alertName)).size).toBe(alerts.length);
    for (const { conditions } of alerts)
      expect(new Set(conditions.map(({ title }) => title)).size).toBe(conditions.length);
  });

  test("every window holds two of Google's samples, and every condition lasts whole minutes", () => {
    const windows = alerts
      .flatMap(conditionsOf)
      .flatMap((condition) => promqlQuery(condition).match(/\[[^\]]+\]/g) ?? []);
    expect(windows.length).toBeGreaterThan(alerts.length);
    expect([...new Set(windows)].sort()).toEqual(["[10m]", "[15m]", "[30m]", "[4m]", "[5m]"]);
    for (const { forSeconds } of alerts.flatMap(conditionsOf)) expect(forSeconds % 60).toBe(0);
  });
});

describe("a seventh service", () => {
  const seven = environment("prod", (_, catalog) => {
    catalog.services["captions"] = {
      ...structuredClone(catalog.services["conversation"]!),
      title: "Caption Service",
      accountId: "caption-service",
      scale: { min: 1, max: 30 },
      errorRatio: 0.03,
      latencyP95Milliseconds: 900,
      route: { host: "captions", paths: ["/*"] },
      pathLatencyP99Milliseconds: { "/*": 1500 },
    };
  });
  const before = serviceAlerts(environment("prod"));
  const after = serviceAlerts(seven);
  const isNew = ({ subject }: Alert): boolean => subject.kind === "service" && subject.service.slug === "captions";

  test("has every alert that its entry asks for, with its own figures", () => {
    expect(
      after
        .filter(isNew)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(kindsFor(seven.services.find(({ slug }) => slug === "captions")!));
    expect(onSeries(alertOf(after, "error-ratio", "captions")).threshold).toBe(0.03);
    expect(onSeries(alertOf(after, "latency-p95", "captions")).threshold).toBe(0.9);
    expect(onSeries(alertOf(after, "latency-p99", "captions")).threshold).toBe(1.8);
    expect(onSeries(alertOf(after, "path-latency-p99", "captions")).threshold).toBe(1.5);
    expect(onSeries(alertOf(after, "instance-saturation", "captions")).value).toMatch(/ \/ 30$/);
    expect(alertOf(after, "uptime", "captions").meaning).toContain("https://captions.app.example.com/health");
  });

  test("changes no other service's alerts", () => {
    expect(after.filter((alert) => !isNew(alert))).toEqual(before);
  });
});
