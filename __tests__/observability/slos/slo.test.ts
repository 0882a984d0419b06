import { describe, expect, test } from "vitest";
import { burnRateFilter, serviceSlos, sloName, slosOf, type Slo } from "../../../observability/slos/slo";
import { external, override, serviceOf, type Change } from "../../constructs/fixtures";
import { environment } from "../../support/environments";

const prod = environment("prod");

function slo(service: string, key: Slo["key"], change: Change = () => {}): Slo {
  const changed = environment("prod", change);
  return serviceSlos(changed, serviceOf(changed, service)).find((one) => one.key === key)!;
}

describe("slosOf", () => {
  test("gives every service availability and latency, and WebSocket services quality", () => {
    expect(slosOf(prod).map(({ service, key }) => `${service.slug} ${key}`)).toEqual([
      "audio availability",
      "audio latency",
      "audio quality",
      "conversation availability",
      "conversation latency",
      "gateway availability",
      "gateway latency",
      "media availability",
      "media latency",
      "realtime availability",
      "realtime latency",
      "realtime quality",
      "rest availability",
      "rest latency",
    ]);
  });

  test("takes goal, period and thresholds from the entry, and says them in the title", () => {
    const objectives = {
      periodDays: 7,
      availability: 0.999,
      latency: { goal: 0.99, milliseconds: 1500 },
      quality: { goal: 0.95, packetLossRatio: 0.1 },
    };
    const changed = environment("prod", override("audio", { objectives }));
    expect(
      serviceSlos(changed, serviceOf(changed, "audio")).map(({ title, goal, periodDays, indicator }) => [
        title,
        goal,
        periodDays,
        indicator.kind === "distribution" ? indicator.max : undefined,
      ]),
    ).toEqual([
      ["99.9 % of connections do not fail", 0.999, 7, undefined],
      ["99 % of turns take no longer than 1500 ms", 0.99, 7, 1500],
      ["95 % of audio sessions lose less than 10 % of their packets", 0.95, 7, 0.1],
    ]);
  });
});

describe("an indicator", () => {
  test("of availability counts the requests of users, and which of them failed", () => {
    const { indicator } = slo("rest", "availability");
    expect([indicator.metric.type, indicator.labels]).toEqual([
      "logging.googleapis.com/user/requests",
      { service_name: "parley-rest" },
    ]);
    expect(indicator).toMatchObject({
      kind: "ratio",
      badMetric: { type: "logging.googleapis.com/user/failed_requests" },
      events: "requests",
      bad: "fail",
    });
    expect(slo("audio", "availability").indicator.events).toBe("connections");
    expect(indicator.logs).toContain('resource.labels.service_name="parley-rest"');
    expect(indicator.logs).toContain("httpRequest.status>=500");
  });

  test("of latency counts turns where a request is as long as its conversation", () => {
    const { indicator } = slo("realtime", "latency");
    expect([indicator.metric.type, indicator.events, indicator.bad]).toEqual([
      "logging.googleapis.com/user/turn_latency",
      "turns",
      "take longer than 1000 ms",
    ]);
    expect(indicator.logs).toContain(
      ' AND jsonPayload.message="Turn completed" AND jsonPayload.turnLatencyMilliseconds>1000',
    );
  });

  test("of latency counts requests elsewhere, and not the jobs that Pub/Sub pushes", () => {
    const [rest, media] = [slo("rest", "latency").indicator, slo("media", "latency").indicator];
    expect([rest.metric.type, rest.events, rest.metric.unit]).toEqual([
      "logging.googleapis.com/user/request_latency",
      "requests",
      "s",
    ]);
    expect(rest).toMatchObject({ kind: "distribution", max: 1 });
    expect([media.metric.type, media.labels]).toEqual([rest.metric.type, { service_name: "parley-media" }]);
    expect(rest.logs).toContain(' AND httpRequest.latency>"1s"');
  });

  test("of quality counts audio sessions by the packets that they lost", () => {
    const { indicator } = slo("audio", "quality");
    expect(indicator).toMatchObject({ kind: "distribution", max: 0.05, labels: { service_name: "parley-audio" } });
    expect(indicator.metric.type).toBe("logging.googleapis.com/user/audio_packet_loss");
    expect(indicator.logs).toContain(
      ' AND jsonPayload.message="Audio session ended" AND jsonPayload.packetLossRatio>=0.05',
    );
  });
});

describe("sloName", () => {
  test("is the full name, under the project's number and the service's own name", () => {
    const service = serviceOf(prod, "audio");
    expect(sloName(prod, { service, key: "quality" })).toBe(
      "projects/100000000003/services/parley-audio/serviceLevelObjectives/quality",
    );
  });

  test("follows a service that others deploy", () => {
    const dev = environment("dev", override("rest", { external }));
    expect(sloName(dev, { service: serviceOf(dev, "rest"), key: "latency" })).toContain("/services/improv-api/");
  });

  test("is unlike every other objective's", () => {
    const names = slosOf(prod).map((one) => sloName(prod, one));
    expect(new Set(names).size).toBe(names.length);
  });
});

test("burnRateFilter selects an objective's burn rate over a window", () => {
  expect(burnRateFilter(prod, { service: serviceOf(prod, "rest"), key: "availability" }, 3600)).toBe(
    'select_slo_burn_rate("projects/100000000003/services/parley-rest/serviceLevelObjectives/availability", "3600s")',
  );
});
