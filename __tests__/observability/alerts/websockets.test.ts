import { describe, expect, test } from "vitest";
import { websocketConnectionClosed } from "../../../log-contract/websocket-connection-closed";
import { websocketAlerts } from "../../../observability/alerts/websockets";
import { alertOf, keysOf, onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

const prod = websocketAlerts(environment("prod"));
const { title, value, guards, ...rest } = onSeries(alertOf(prod, "websocket-disconnections", "audio"));

describe("alerts on WebSockets", () => {
  test("are a ticket of each WebSocket service", () => {
    expect(keysOf(prod, "websocket-disconnections")).toEqual(["audio", "realtime"]);
    expect(alertOf(prod, "websocket-disconnections", "audio").severity).toBe("ticket");
  });

  test("follow the entry", () => {
    const alerts = websocketAlerts(
      environment("prod", (_, catalog) => {
        const gateway = catalog.services["gateway"]!;
        gateway.websocket = true;
        gateway.peakSessions = 100;
      }),
    );
    expect(keysOf(alerts, "websocket-disconnections")).toContain("gateway");
  });

  test("judge a quarter of an hour, with 20 broken connections or more", () => {
    const closes = "logging_googleapis_com:user_websocket_closes";
    const labels = 'monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-audio"';
    const broken = `${closes}{${labels},reason!~"client_closed|max_duration"}[15m]`;
    expect(value).toBe(`sum(rate(${broken})) / sum(rate(${closes}{${labels}}[15m]))`);
    expect(guards).toEqual([`sum(increase(${broken})) >= 20`]);
    expect(rest).toEqual({ language: "promql", comparison: ">", threshold: 0.1, forSeconds: 300 });
    expect(title).toBe("more than 10 % of closed connections broke");
  });

  test("take every reason of the log contract for a break but two", () => {
    const normal = new RegExp(`^(?:${/reason!~"([^"]*)"/.exec(value)![1]!})$`);
    const reasons = websocketConnectionClosed.schema.shape.reason.options;
    expect(reasons.filter((reason) => normal.test(reason))).toEqual(["client_closed", "max_duration"]);
    expect(reasons.length).toBeGreaterThan(2);
  });

  test("lead to the lines of broken connections", () => {
    expect(alertOf(prod, "websocket-disconnections", "audio").logs).toBe(
      'resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio" AND jsonPayload.message="WebSocket connection closed" AND NOT jsonPayload.reason=("client_closed" OR "max_duration")',
    );
  });
});
