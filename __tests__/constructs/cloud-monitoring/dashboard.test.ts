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
const made = (markdown: string, known: Readonly<Record<string, string>> = {}): Record<string, any> =>
  only(
    synthesize((scope) => {
      new Dashboard(scope, "Dashboard", { environment: environment("prod"), dashboard: content(markdown), known });
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

  test("gets what only Google knows, such as the id of an uptime check, and takes no placeholder for a longer one", () => {
    const { dashboard_json } = made('x{check_id="check:a"} y{check_id="check:ab"}', {
      "check:a": "${one.id}",
      "check:ab": "${other.id}",
    });
    expect(JSON.parse(dashboard_json).mosaicLayout.tiles[1].widget.text.content).toBe(
      'x{check_id="${one.id}"} y{check_id="${other.id}"}',
    );
  });

  test("has ids without the environment", () => {
    expectEqualAddresses((scope, of) => {
      new Dashboard(scope, "Dashboard", { environment: of, dashboard: content("hello"), known: {} });
    });
  });
});
