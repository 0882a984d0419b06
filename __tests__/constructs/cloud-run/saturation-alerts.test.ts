import { describe, expect, test } from "vitest";
import { saturationAlerts } from "../../../constructs/cloud-run/saturation-alerts";
import { alertOf, keysOf, onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

const prod = saturationAlerts(environment("prod"));
const labels = 'monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-audio"';

describe("alerts on saturation", () => {
  test.each(["instance-saturation", "cold-starts", "cpu-utilization", "memory-utilization"])(
    "%s is a ticket of each service",
    (kind) => {
      expect(keysOf(prod, kind).sort()).toEqual(["audio", "conversation", "gateway", "media", "realtime", "rest"]);
      expect(alertOf(prod, kind, "audio").severity).toBe("ticket");
    },
  );

  test("instances are compared with the limit of the fullest region", () => {
    expect(onSeries(alertOf(prod, "instance-saturation", "audio"))).toEqual({
      language: "promql",
      title: "more than 80 % of 67 instances are active in a region",
      value: `max(sum by (location) (run_googleapis_com:container_instance_count{${labels},state="active"})) / 67`,
      comparison: ">",
      threshold: 0.8,
      forSeconds: 600,
    });
  });

  test("the limit is the environment's own", () => {
    const dev = saturationAlerts(environment("dev"));
    const limit = environment("dev").services.find(({ slug }) => slug === "audio")!.scale.max;
    expect(limit).not.toBe(67);
    expect(onSeries(alertOf(dev, "instance-saturation", "audio")).value).toMatch(new RegExp(` / ${limit}$`));
  });

  test("another region does not raise the limit, which each region has for itself", () => {
    const two = saturationAlerts(
      environment("prod", (spec) => {
        spec.regions["europe-west1"] = { subnetRange: "10.40.0.0/20" };
      }),
    );
    expect(onSeries(alertOf(two, "instance-saturation", "audio"))).toEqual(
      onSeries(alertOf(prod, "instance-saturation", "audio")),
    );
  });

  test("a service of one instance has no share of them", () => {
    const alerts = saturationAlerts(
      environment("dev", (spec) => {
        spec.services["rest"] = { ...spec.services["rest"], scale: { min: 0, max: 1 } };
      }),
    );
    expect(keysOf(alerts, "instance-saturation")).not.toContain("rest");
    expect(keysOf(alerts, "cold-starts")).toContain("rest");
  });

  test("cold starts are counted over four minutes and told a minute", () => {
    expect(onSeries(alertOf(prod, "cold-starts", "audio"))).toMatchObject({
      value: `sum(increase(run_googleapis_com:container_startup_latencies_count{${labels}}[4m])) / 4`,
      comparison: ">",
      threshold: 10,
      forSeconds: 300,
    });
  });

  test.each([
    ["cpu-utilization", "cpu_utilizations", 0.8],
    ["memory-utilization", "memory_utilizations", 0.85],
  ])("%s is the 95th percentile of ten minutes", (kind, metric, threshold) => {
    expect(onSeries(alertOf(prod, kind, "audio"))).toMatchObject({
      value: `histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_${metric}_bucket{${labels}}[5m])))`,
      comparison: ">",
      threshold,
      forSeconds: 600,
    });
  });

  test("a service that others deploy is watched under the name that it has there", () => {
    const alerts = saturationAlerts(
      environment("prod", (spec) => {
        spec.services["rest"] = {
          external: { serviceName: "improv-api", accountEmail: "improv@improv-project.iam.gserviceaccount.com" },
        };
      }),
    );
    const values = alerts
      .filter(({ subject }) => subject.kind === "service" && subject.service.slug === "rest")
      .map((alert) => onSeries(alert).value);
    // The instance limit of an external service is not known.
    expect(values).toHaveLength(3);
    expect(keysOf(alerts, "instance-saturation")).not.toContain("rest");
    for (const value of values) expect(value).toContain('service_name="improv-api"');
  });
});
