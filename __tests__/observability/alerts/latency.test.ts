import { describe, expect, test } from "vitest";
import { latencyAlerts } from "../../../observability/alerts/latency";
import { alertOf, keysOf, onSeries } from "../../support/alerts";
import { environment, issuesOf } from "../../support/environments";

const prod = latencyAlerts(environment("prod"));
const services = ["audio", "conversation", "gateway", "media", "realtime", "rest"];

describe("alerts on latency", () => {
  test.each(["latency-p95", "latency-p99"])("%s is a ticket of each service", (kind) => {
    expect(keysOf(prod, kind).sort()).toEqual(services);
    expect(alertOf(prod, kind, "audio").severity).toBe("ticket");
  });

  test("requests of users are read in seconds, once enough are slow", () => {
    const labels =
      '{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-rest"}';
    const slow = (limit: number): string =>
      `histogram_quantile(scalar(1 - 5 / sum(increase(logging_googleapis_com:user_request_latency_count${labels}[5m]))), sum by (le) (rate(logging_googleapis_com:user_request_latency_bucket${labels}[5m]))) > ${limit}`;
    expect(onSeries(alertOf(prod, "latency-p95", "rest"))).toEqual({
      language: "promql",
      title: "the slowest 5 % of requests take more than 2000 ms",
      value: `histogram_quantile(0.95, sum by (le) (rate(logging_googleapis_com:user_request_latency_bucket${labels}[5m])))`,
      comparison: ">",
      threshold: 2,
      guards: [slow(2)],
      forSeconds: 300,
    });
    expect(onSeries(alertOf(prod, "latency-p99", "rest"))).toMatchObject({
      value: `histogram_quantile(0.99, sum by (le) (rate(logging_googleapis_com:user_request_latency_bucket${labels}[5m])))`,
      guards: [slow(4)],
      forSeconds: 300,
    });
  });

  test.each(["audio", "realtime"])("%s is judged by its turns, and says so", (key) => {
    for (const kind of ["latency-p95", "latency-p99"]) {
      const alert = alertOf(prod, kind, key);
      expect(onSeries(alert).title).toContain("turns");
      expect(onSeries(alert).value).toContain("logging_googleapis_com:user_turn_latency_bucket");
      expect(JSON.stringify(alert.conditions)).not.toContain("request_latency");
      expect(alert.logs).toContain('jsonPayload.message="Turn completed"');
    }
  });

  test("are titled alike, since one policy has them all", () => {
    for (const key of ["rest", "audio"])
      expect(alertOf(prod, "latency-p95", key).title).toBe("High latency (95th percentile)");
  });

  test("the 99th percentile may take twice the 95th, or what the entry says", () => {
    const thresholds = (kind: string): number[] => services.map((key) => onSeries(alertOf(prod, kind, key)).threshold);
    expect(thresholds("latency-p95")).toEqual([2000, 20, 2, 2, 2000, 2]);
    expect(thresholds("latency-p99")).toEqual([4000, 40, 4, 2, 4000, 4]);
  });

  test("an environment's own figure moves both percentiles, words included", () => {
    const alerts = latencyAlerts(
      environment("prod", (spec) => {
        spec.services["rest"] = { ...spec.services["rest"], latencyP95Milliseconds: 700 };
      }),
    );
    const p95 = alertOf(alerts, "latency-p95", "rest");
    expect(onSeries(p95).threshold).toBe(0.7);
    expect(p95.meaning).toContain("700 ms");
    expect(p95.logs).toContain('httpRequest.latency>"0.7s"');
    expect(onSeries(alertOf(alerts, "latency-p99", "rest")).threshold).toBe(1.4);
  });
});

describe("alerts on the latency of paths", () => {
  test("are of the services whose entry has figures of paths", () => {
    expect([...new Set(keysOf(prod, "path-latency-p99"))]).toEqual(["media"]);
  });

  test.each([
    ["generate", "/generate", 2000],
    ["health", "/health", 50],
    ["status", "/status/*", 100],
    ["videos", "/videos", 500],
  ])("%s is a ticket of its own, so that the incident says which path it is", (aspect, path, milliseconds) => {
    const alert = prod.find(({ aspect: key }) => key?.replace(/-[0-9a-f]{6}$/, "") === aspect)!;
    expect(alert).toMatchObject({ severity: "ticket", detail: path });
    expect(onSeries(alert)).toMatchObject({
      title: `the slowest 1 % of requests for ${path} take more than ${milliseconds} ms`,
      threshold: milliseconds / 1000,
    });
  });

  test("tell paths apart that differ by what an id cannot hold", () => {
    const paths = ["/videos", "/videos/*", "/a.b", "/a-b", "/A", "/a", "/health", "/health/", "/--", "/~"];
    const alerts = latencyAlerts(
      environment("prod", (_, catalog) => {
        const media = catalog.services["media"]!;
        media.route!.paths = ["/health", ...paths.filter((path) => path !== "/health")];
        media.pathLatencyP99Milliseconds = Object.fromEntries(paths.map((path) => [path, 500]));
      }),
    ).filter(({ kind }) => kind === "path-latency-p99");
    expect(alerts.map(({ detail }) => detail)).toEqual(paths);
    expect(new Set(alerts.map(({ aspect }) => aspect)).size).toBe(paths.length);
  });

  test("read the path's own series in seconds, and judge half an hour", () => {
    const value = (path: string): string => onSeries(prod.find(({ detail }) => detail === path)!).value;
    const labels =
      '{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-media",path="/health"}';
    expect(value("/health")).toBe(
      `histogram_quantile(0.99, sum by (le) (rate(logging_googleapis_com:user_path_latency_bucket${labels}[30m])))`,
    );
    expect(value("/status/*")).toContain('path="/status/"');
  });

  test("cannot be asked for a service without a route", () => {
    const issues = issuesOf("prod", (_, catalog) => {
      delete catalog.services.media.route;
    });
    expect(issues.join("\n")).toContain("is no path of the route, so no user reaches it");
  });
});
