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

  test("requests are read from Cloud Run, once there are enough for the share", () => {
    const labels = '{service_name="parley-rest"}';
    expect(onSeries(alertOf(prod, "latency-p95", "rest"))).toEqual({
      language: "promql",
      title: "the slowest 5 % of requests take more than 2000 ms",
      value: `histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket${labels}[5m])))`,
      comparison: ">",
      threshold: 2000,
      guards: [`sum(increase(run_googleapis_com:request_latencies_count${labels}[5m])) >= 20`],
      forSeconds: 300,
    });
    expect(onSeries(alertOf(prod, "latency-p99", "rest"))).toMatchObject({
      value: `histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket${labels}[5m])))`,
      guards: [`sum(increase(run_googleapis_com:request_latencies_count${labels}[5m])) >= 100`],
      forSeconds: 300,
    });
  });

  test.each(["audio", "realtime"])("%s is judged by its turns, and says so", (key) => {
    for (const kind of ["latency-p95", "latency-p99"]) {
      const alert = alertOf(prod, kind, key);
      expect(alert.title).toContain("turns");
      expect(onSeries(alert).title).toContain("turns");
      expect(onSeries(alert).value).toContain("logging_googleapis_com:user_turn_latency_bucket");
      expect(JSON.stringify(alert.conditions)).not.toContain("request_latencies");
      expect(alert.logs).toContain('jsonPayload.message="Turn completed"');
    }
  });

  test("requests need no word in the title, since they are what everybody expects", () => {
    expect(alertOf(prod, "latency-p95", "rest").title).toBe("High latency (95th percentile)");
    expect(alertOf(prod, "latency-p99", "audio").title).toBe("High latency of turns (99th percentile)");
  });

  test("a service that is pushed jobs is judged behind the load balancer", () => {
    expect(onSeries(alertOf(prod, "latency-p99", "media")).value).toContain(
      'loadbalancing_googleapis_com:https_backend_latencies_bucket{backend_target_name="parley-media-backend"}',
    );
  });

  test("the 99th percentile may take twice the 95th, or what the entry says", () => {
    const thresholds = (kind: string): number[] => services.map((key) => onSeries(alertOf(prod, kind, key)).threshold);
    expect(thresholds("latency-p95")).toEqual([2000, 2000, 2000, 2000, 2000, 2000]);
    expect(thresholds("latency-p99")).toEqual([4000, 4000, 4000, 2000, 4000, 4000]);
  });

  test("an environment's own figure moves both percentiles, words included", () => {
    const alerts = latencyAlerts(
      environment("prod", (spec) => {
        spec.services["conversation"] = { ...spec.services["conversation"], latencyP95Milliseconds: 700 };
      }),
    );
    const p95 = alertOf(alerts, "latency-p95", "conversation");
    expect(onSeries(p95).threshold).toBe(700);
    expect(p95.meaning).toContain("700 ms");
    expect(p95.logs).toContain('httpRequest.latency>"0.7s"');
    expect(onSeries(alertOf(alerts, "latency-p99", "conversation")).threshold).toBe(1400);
  });

  test("an unrouted service that is pushed jobs is read from Cloud Run, since no load balancer sees it", () => {
    const alerts = latencyAlerts(
      environment("prod", (_, catalog) => {
        const media = catalog.services["media"]!;
        delete media.route;
        media.pathLatencyP99Milliseconds = {};
      }),
    );
    expect(onSeries(alertOf(alerts, "latency-p95", "media")).value).toContain("run_googleapis_com:request_latencies");
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
      threshold: milliseconds,
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

  test("read the path's rule behind the service's backend, and judge 100 requests of half an hour", () => {
    const labels = '{backend_target_name="parley-media-backend",matched_url_path_rule=~"/health"}';
    expect(onSeries(prod.find(({ detail }) => detail === "/health")!)).toMatchObject({
      value: `histogram_quantile(0.99, sum by (le) (rate(loadbalancing_googleapis_com:https_backend_latencies_bucket${labels}[30m])))`,
      comparison: ">",
      guards: [`sum(increase(loadbalancing_googleapis_com:https_backend_latencies_count${labels}[30m])) >= 100`],
      forSeconds: 300,
    });
  });

  test("take a folder's rule with its star and without, and never another path's", () => {
    const pattern = (path: string): RegExp => {
      const paths = { [path]: 100 };
      const alerts = latencyAlerts(
        environment("prod", (_, catalog) => {
          const media = catalog.services["media"]!;
          media.route!.paths.push(path);
          media.pathLatencyP99Milliseconds = paths;
        }),
      );
      const value = onSeries(alertOf(alerts, "path-latency-p99", "media")).value;
      return new RegExp(`^(?:${/matched_url_path_rule=~"([^"]*)"/.exec(value)![1]!})$`);
    };
    const folder = pattern("/parts/*");
    expect(
      ["/parts/*", "/parts/", "/parts", "/parts/1", "/parts-of/", "UNMATCHED"].map((rule) => folder.test(rule)),
    ).toEqual([true, true, false, false, false, false]);
    const file = pattern("/manifest.json");
    expect(["/manifest.json", "/manifestxjson", "/manifest.json/"].map((rule) => file.test(rule))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("cannot be asked for a service without a route", () => {
    const issues = issuesOf("prod", (_, catalog) => {
      delete catalog.services.media.route;
    });
    expect(issues.join("\n")).toContain("is no path of the route, so the load balancer does not measure it");
  });
});
