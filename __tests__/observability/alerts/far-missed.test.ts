import { describe, expect, test } from "vitest";
import { alertingPoliciesOf } from "../../../observability/alerts/alerting-policy";
import { farMissedAlerts } from "../../../observability/alerts/far-missed";
import { policyQuery } from "../../../observability/alerts/policy-query";
import { alertId } from "../../../observability/alerts/all";
import { onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

const prod = environment("prod");
const alerts = farMissedAlerts(prod);

describe("objectives that many users miss", () => {
  test("are the latency of each service and the quality of WebSocket services", () => {
    expect(alerts.map(alertId).sort()).toEqual([
      "objective-far-missed_audio_latency",
      "objective-far-missed_audio_quality",
      "objective-far-missed_conversation_latency",
      "objective-far-missed_gateway_latency",
      "objective-far-missed_media_latency",
      "objective-far-missed_realtime_latency",
      "objective-far-missed_realtime_quality",
      "objective-far-missed_rest_latency",
    ]);
  });

  test("page once a quarter of five minutes' events, and ten or more, are beyond the objective", () => {
    const labels =
      '{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-rest"}';
    const rest = alerts.find((alert) => alertId(alert) === "objective-far-missed_rest_latency")!;
    expect(rest.severity).toBe("page");
    expect(onSeries(rest)).toEqual({
      language: "promql",
      title: "more than 25 % of requests take longer than 1000 ms",
      value: `histogram_quantile(0.75, sum by (le) (rate(logging_googleapis_com:user_request_latency_bucket${labels}[5m])))`,
      comparison: ">",
      threshold: 1,
      guards: [
        `histogram_quantile(scalar(1 - 10 / sum(increase(logging_googleapis_com:user_request_latency_count${labels}[5m]))), sum by (le) (rate(logging_googleapis_com:user_request_latency_bucket${labels}[5m]))) > 1`,
      ],
      forSeconds: 120,
    });
  });

  test("are signs of the page that users of the service suffer", () => {
    const page = alertingPoliciesOf(prod).find(({ id }) => id === "user-impact_audio")!;
    expect(policyQuery(page).query).toContain(
      'histogram_quantile(0.75, sum by (le) (rate(logging_googleapis_com:user_audio_packet_loss_bucket{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-audio"}[10m]))) > 0.05',
    );
  });
});
