import { describe, expect, test } from "vitest";
import { promqlQuery } from "../../../observability/alerts/alert";
import { silenceAlerts } from "../../../observability/alerts/silence";
import { alertOf, keysOf, onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

describe("the alert of silence", () => {
  const alerts = silenceAlerts(environment("prod"));

  test("pages for WebSocket services alone", () => {
    expect(keysOf(alerts, "no-turns")).toEqual(["audio", "realtime"]);
    expect(alertOf(alerts, "no-turns", "audio").severity).toBe("page");
  });

  test("opens where sessions start or connections end, and no turn is answered", () => {
    const labels = 'monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-audio"';
    const increase = (metric: string, more = ""): string =>
      `sum(increase(logging_googleapis_com:user_${metric}{${labels}${more}}[5m]))`;
    expect(promqlQuery(onSeries(alertOf(alerts, "no-turns", "audio")))).toBe(
      `(max(label_replace(${increase("audio_sessions_started")}, "of", "sessions", "", "") or label_replace(${increase("requests", ',status!~"4.."')}, "of", "connections", "", "")) unless ${increase("turn_latency_count")} > 0) >= 5`,
    );
  });
});
