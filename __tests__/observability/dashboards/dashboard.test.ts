import { describe, expect, test } from "vitest";
import {
  dashboardId,
  dashboardJson,
  dashboardUrl,
  displayName,
  mostWidgets,
  type Dashboard,
} from "../../../observability/dashboards/dashboard";
import { chart, incidents, text } from "../../../observability/dashboards/tiles";
import { environment } from "../../support/environments";

const prod = environment("prod");
const dashboard = (count: number, content = "hello"): Dashboard => ({
  key: "one",
  title: "One",
  sections: [{ title: "Section", subtitle: "", tiles: Array.from({ length: count }, () => text("Text", content)) }],
});
const json = (of: Dashboard): any => JSON.parse(dashboardJson(prod, of));

describe("dashboardJson", () => {
  test("names the dashboard with the project's number, as the API answers", () => {
    expect(json(dashboard(1))).toMatchObject({
      name: "projects/100000000003/dashboards/parley-one",
      displayName: "prod: One",
      mosaicLayout: { columns: 48 },
    });
  });

  test("has no field with its type's default at any depth, since the API drops them and every plan would add them", () => {
    const { tiles } = json({
      ...dashboard(0),
      sections: [
        {
          title: "Section",
          subtitle: "",
          tiles: [
            chart({ title: "C", axis: "", unit: "1", lines: [{ query: "a" }], limits: [{ value: 0, label: "Zero" }] }),
            incidents("I"),
          ],
        },
      ],
    }).mosaicLayout;
    expect(tiles).toEqual([
      { width: 48, height: 4, widget: { title: "Section", sectionHeader: {} } },
      {
        width: 16,
        height: 16,
        yPos: 4,
        widget: {
          title: "C",
          xyChart: {
            dataSets: [
              {
                timeSeriesQuery: { prometheusQuery: "a", unitOverride: "1" },
                plotType: "LINE",
                targetAxis: "Y1",
              },
            ],
            thresholds: [{ label: "Zero", targetAxis: "Y1" }],
            yAxis: { scale: "LINEAR" },
            chartOptions: { mode: "COLOR" },
          },
        },
      },
      { width: 32, height: 16, xPos: 16, yPos: 4, widget: { title: "I", incidentList: {} } },
    ]);
  });

  test("changes its label with every change, also with one that the provider would take for the API's doing", () => {
    const chartWith = (limits: { value: number; label: string }[]): string =>
      json({
        ...dashboard(0),
        sections: [
          { title: "S", subtitle: "", tiles: [chart({ title: "C", axis: "", unit: "1", lines: [], limits })] },
        ],
      }).labels.revision;
    expect(chartWith([{ value: 1, label: "a" }])).not.toBe(chartWith([]));
    expect(chartWith([])).toBe(chartWith([]));
    expect(json(dashboard(1)).labels).toEqual({
      environment: "prod",
      revision: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  test("gives up its headers for charts where it has both too many, and then refuses more than people read", () => {
    const headers = (tiles: number): number =>
      json(dashboard(tiles)).mosaicLayout.tiles.filter(({ widget }: any) => widget.sectionHeader !== undefined).length;
    expect(json(dashboard(mostWidgets - 1)).mosaicLayout.tiles).toHaveLength(50);
    expect(headers(mostWidgets - 1)).toBe(1);
    expect(json(dashboard(mostWidgets)).mosaicLayout.tiles).toHaveLength(50);
    expect(headers(mostWidgets)).toBe(0);
    expect(() => json(dashboard(mostWidgets + 1))).toThrow(
      "dashboard 'one' has 51 widgets, more than 50; draw several series in one chart, or split it",
    );
  });
});

test("a dashboard's id and address are known before it exists", () => {
  expect(dashboardId(prod, "overview")).toBe("parley-overview");
  expect(dashboardUrl(prod, "overview")).toBe(
    "https://console.cloud.google.com/monitoring/dashboards/builder/parley-overview?project=parley-audio-prod",
  );
  expect(displayName(prod, { title: "Cost" })).toBe("prod: Cost");
});
