import { describe, expect, test } from "vitest";
import { Dashboard } from "../../../constructs/cloud-monitoring/dashboard";
import { dashboardJson, type Dashboard as Content } from "../../../observability/dashboards/dashboard";
import { text } from "../../../observability/dashboards/tiles";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { expectEqualAddresses, only } from "../fixtures";

const type = "google_monitoring_dashboard";

const content = (markdown: string): Content => ({
  key: "one",
  title: "One",
  sections: [{ title: "Section", subtitle: "", tiles: [text("Text", markdown)] }],
});
const made = (markdown: string): Record<string, any> =>
  only(
    synthesize((scope) => {
      new Dashboard(scope, "Dashboard", { environment: environment("prod"), dashboard: content(markdown) });
    }),
    type,
  );

describe("Dashboard", () => {
  test("is the dashboard's JSON in the project by its number, which is also in its name", () => {
    const resource = made("hello");
    expect(resource).toEqual({
      project: "100000000003",
      dashboard_json: dashboardJson(environment("prod"), content("hello")),
    });
    expect(JSON.parse(resource.dashboard_json).name).toBe("projects/100000000003/dashboards/parley-one");
  });

  test("keeps Terraform from reading templates in it", () => {
    expect(JSON.parse(made("${a} %{b}").dashboard_json).mosaicLayout.tiles[1].widget.text.content).toBe("$${a} %%{b}");
  });

  test("has ids without the environment", () => {
    expectEqualAddresses((scope, of) => {
      new Dashboard(scope, "Dashboard", { environment: of, dashboard: content("hello") });
    });
  });
});
