import { describe, expect, test } from "vitest";
import type { Alert } from "../../../observability/alerts/alert";
import { alertChart, alertsAbout, limitsOf, mergeLimits, valuesOf } from "../../../observability/dashboards/limits";
import { environment } from "../../support/environments";
import { serviceOf } from "../../constructs/fixtures";

const prod = environment("prod");

const alert = (service: string, threshold: number, kind = "error-ratio"): Alert => ({
  kind,
  subject: { kind: "service", service: serviceOf(prod, service) },
  title: "High error ratio",
  severity: "page",
  conditions: [
    { language: "promql", title: "", value: `errors_${service}`, comparison: ">", threshold, forSeconds: 60 },
  ],
  meaning: "",
  logs: "",
});
const onLogs: Alert = { ...alert("media", 0), conditions: [{ language: "log", title: "", filter: "a" }] };

describe("limitsOf", () => {
  test("draws a threshold that all share once", () => {
    expect(limitsOf([alert("audio", 0.05), alert("media", 0.05)])).toEqual([
      { value: 0.05, label: "Pages: High error ratio" },
    ]);
  });

  test("says whose each is where they differ", () => {
    expect(limitsOf([alert("audio", 0.05), alert("rest", 0.05), alert("media", 0.02)])).toEqual([
      { value: 0.02, label: "Pages: High error ratio (media)" },
      { value: 0.05, label: "Pages: High error ratio (audio, rest)" },
    ]);
  });

  test("turns a share into what the chart counts", () => {
    expect(limitsOf([alert("audio", 0.8)], 500)).toEqual([{ value: 400, label: "Pages: High error ratio" }]);
  });

  test.each([
    ["page", "Pages"],
    ["ticket", "Ticket"],
    ["info", "Mail"],
  ] as const)("says what happens at a %s", (severity, word) => {
    expect(limitsOf([{ ...alert("audio", 1), severity }])).toEqual([{ value: 1, label: `${word}: High error ratio` }]);
  });

  test("has nothing for a condition on log entries", () => {
    expect([limitsOf([onLogs]), valuesOf([onLogs])]).toEqual([[], []]);
  });
});

test("shared keeps different labels apart", () => {
  const one = { value: 1, label: "a", whose: "x" };
  expect(mergeLimits([one, { ...one, label: "b" }])).toEqual([
    { value: 1, label: "a" },
    { value: 1, label: "b" },
  ]);
});

test("alertsAbout finds kinds, of one subject or of all", () => {
  const alerts = [alert("audio", 1), alert("media", 1), alert("audio", 1, "uptime")];
  expect(alertsAbout(alerts, ["error-ratio"])).toEqual(alerts.slice(0, 2));
  expect(alertsAbout(alerts, ["error-ratio"], { kind: "service", service: serviceOf(prod, "media") })).toEqual([
    alerts[1],
  ]);
  expect(alertsAbout(alerts, ["error-ratio"], { kind: "queue", key: "media" })).toEqual([]);
});

describe("alertChart", () => {
  const options = { title: "Errors", axis: "share", unit: "10^2.%" } as const;

  test("draws what alerts compare, with what they compare it with", () => {
    const [tile] = alertChart([alert("audio", 0.05), alert("media", 0.05)], options, ({ subject }) =>
      subject.kind === "service" ? subject.service.slug : "",
    );
    expect((tile!.widget as any).xyChart).toMatchObject({
      dataSets: [
        { legendTemplate: "audio", timeSeriesQuery: { prometheusQuery: "errors_audio" } },
        { legendTemplate: "media", timeSeriesQuery: { prometheusQuery: "errors_media" } },
      ],
      thresholds: [{ value: 0.05 }],
    });
  });

  test("is nothing where there is no such alert", () => {
    expect(alertChart([], options)).toEqual([]);
  });
});
