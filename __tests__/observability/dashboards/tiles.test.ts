import { describe, expect, test } from "vitest";
import { chart, incidents, logs, scorecard, text } from "../../../observability/dashboards/tiles";

describe("chart", () => {
  const drawn = chart({
    title: "Requests a minute",
    axis: "requests a minute",
    unit: "1/min",
    lines: [{ legend: "all", query: "sum(a)" }, { query: "sum by (b) (a)" }, { legend: "slo", filter: "select(x)" }],
    limits: [{ value: 100, label: "Ticket: many" }],
  }).widget as any;

  test("writes what the API would fill in", () => {
    expect(drawn.xyChart).toMatchObject({
      chartOptions: { mode: "COLOR" },
      yAxis: { label: "requests a minute", scale: "LINEAR" },
      thresholds: [{ label: "Ticket: many", value: 100, targetAxis: "Y1" }],
    });
    for (const one of drawn.xyChart.dataSets)
      expect(one).toMatchObject({ plotType: "LINE", targetAxis: "Y1", timeSeriesQuery: { unitOverride: "1/min" } });
  });

  test("asks in PromQL, or by a filter where PromQL cannot", () => {
    expect(drawn.xyChart.dataSets.map(({ timeSeriesQuery }: any) => timeSeriesQuery)).toEqual([
      { prometheusQuery: "sum(a)", unitOverride: "1/min" },
      { prometheusQuery: "sum by (b) (a)", unitOverride: "1/min" },
      {
        timeSeriesFilter: {
          filter: "select(x)",
          aggregation: { alignmentPeriod: "300s", perSeriesAligner: "ALIGN_NEXT_OLDER" },
        },
        unitOverride: "1/min",
      },
    ]);
  });

  test("leaves the name of several series to their labels", () => {
    expect(drawn.xyChart.dataSets.map(({ legendTemplate }: any) => legendTemplate)).toEqual(["all", undefined, "slo"]);
  });

  test("draws limits of one height once, with both names", () => {
    const { thresholds } = (
      chart({
        title: "",
        axis: "",
        unit: "1",
        lines: [],
        limits: [
          { value: 2, label: "p95" },
          { value: 3, label: "other" },
          { value: 2, label: "p99" },
          { value: 2, label: "p95" },
        ],
      }).widget as any
    ).xyChart;
    expect(thresholds).toEqual([
      { label: "p95; p99", value: 2, targetAxis: "Y1" },
      { label: "other", value: 3, targetAxis: "Y1" },
    ]);
  });

  test("stacks parts of a whole, and takes a logarithmic scale", () => {
    const { dataSets, yAxis } = (
      chart({ title: "", axis: "", unit: "1", lines: [{ query: "a" }], plot: "STACKED_AREA", scale: "LOG10" })
        .widget as any
    ).xyChart;
    expect([dataSets[0].plotType, yAxis.scale]).toEqual(["STACKED_AREA", "LOG10"]);
  });
});

test("a scorecard has colors, which a chart may not have, and no axis, which it may not have", () => {
  const limit = { value: 0.05, label: "Pages", color: "RED", direction: "ABOVE" } as const;
  expect(scorecard("Errors", "10^2.%", "a", [limit]).widget).toEqual({
    title: "Errors",
    scorecard: {
      timeSeriesQuery: { prometheusQuery: "a", unitOverride: "10^2.%" },
      sparkChartView: { sparkChartType: "SPARK_LINE" },
      thresholds: [limit],
    },
  });
});

test("texts, incidents and logs are widgets of their own", () => {
  expect(text("T", "**b**").widget).toEqual({
    title: "T",
    text: { content: "**b**", format: "MARKDOWN", style: { fontSize: "FS_MEDIUM" } },
  });
  expect(incidents("I").widget).toEqual({ title: "I", incidentList: {} });
  expect(logs("L", "severity>=ERROR").widget).toEqual({ title: "L", logsPanel: { filter: "severity>=ERROR" } });
});
