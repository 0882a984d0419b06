import { describe, expect, test } from "vitest";
import { probeAlerts } from "../../../constructs/cloud-run/probe-alerts";
import { alertOf, keysOf, onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

describe("the alert of probes", () => {
  test("pages for services that the uptime check does not reach, since the proxy answers it", () => {
    const prod = environment("prod");
    const behindProxy = prod.services.filter(({ route, access }) => route !== undefined && access === "iap");
    expect(behindProxy.length).toBeGreaterThan(0);
    expect(keysOf(probeAlerts(prod), "no-healthy-instance")).toEqual(behindProxy.map(({ slug }) => slug));
    expect(probeAlerts(environment("dev"))).toEqual([]);
  });

  test("opens only while no probe of any instance passes", () => {
    const probes = (healthy: boolean): string =>
      `sum(increase(run_googleapis_com:container_completed_probe_count{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-audio",is_healthy="${healthy}"}[4m]))`;
    expect(onSeries(alertOf(probeAlerts(environment("prod")), "no-healthy-instance", "audio"))).toMatchObject({
      value: `(${probes(false)} unless ${probes(true)} > 0)`,
      comparison: ">=",
      threshold: 3,
      forSeconds: 120,
    });
  });
});
