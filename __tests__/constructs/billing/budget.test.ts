import { describe, expect, test } from "vitest";
import { Budget } from "../../../constructs/billing/budget";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { bare, expectEqualAddresses } from "../fixtures";

const type = "google_billing_budget";
const emails = ["projects/p/notificationChannels/1", "projects/p/notificationChannels/2"];
const budget = (name: "dev" | "staging" | "prod", channels: readonly string[] = emails): Synthesized =>
  synthesize((scope) => {
    new Budget(scope, "Budget", { environment: environment(name), channels });
  });

const all = (of: Synthesized): Record<string, any>[] => Object.values(of.all(type)).map(bare);
/** The budget of everything, and that of the model. */
const both = (name: "dev" | "staging" | "prod"): [any, any] => all(budget(name)) as [any, any];

describe("Budget", () => {
  test("R-292 R-293 R-231 R-238 counts the project for a month, and warns from a quarter on and by the forecast", () => {
    expect(both("prod")[0]).toEqual({
      provider: "google.budget",
      billing_account: "012345-6789AB-CDEF01",
      display_name: "parley-audio-prod: monthly budget",
      // Google takes whole dollars as text.
      amount: { specified_amount: { currency_code: "USD", units: "11000" } },
      budget_filter: { projects: ["projects/100000000003"], calendar_period: "MONTH" },
      threshold_rules: [
        { threshold_percent: 0.25, spend_basis: "CURRENT_SPEND" },
        { threshold_percent: 0.5, spend_basis: "CURRENT_SPEND" },
        { threshold_percent: 0.8, spend_basis: "CURRENT_SPEND" },
        { threshold_percent: 1, spend_basis: "CURRENT_SPEND" },
        { threshold_percent: 1, spend_basis: "FORECASTED_SPEND" },
        { threshold_percent: 1.2, spend_basis: "FORECASTED_SPEND" },
        { threshold_percent: 1.5, spend_basis: "CURRENT_SPEND" },
      ],
      all_updates_rule: { monitoring_notification_channels: emails, disable_default_iam_recipients: false },
    });
  });

  test("has a second one for the model alone, that differs in its name, its amount and the service that it counts", () => {
    const [everything, model] = both("prod");
    expect(model).toEqual({
      ...everything,
      display_name: "parley-audio-prod: budget of the model",
      amount: { specified_amount: { currency_code: "USD", units: "10000" } },
      budget_filter: { ...everything.budget_filter, services: ["services/C7E2-9256-1C43"] },
    });
  });

  test("has none for the model where none is given", () => {
    const without = environment("prod", (spec) => delete spec.budget.modelMonthlyUsd);
    const made = synthesize((scope) => {
      new Budget(scope, "Budget", { environment: without, channels: emails });
    });
    expect(all(made)).toEqual([both("prod")[0]]);
  });

  test("follows its environment", () => {
    const figures = both("dev").map(({ amount, budget_filter }) => [
      amount.specified_amount.units,
      budget_filter.projects,
    ]);
    expect(figures).toEqual([
      ["270", ["projects/100000000001"]],
      ["50", ["projects/100000000001"]],
    ]);
  });

  test("R-293 takes the quota of its project, through a provider of its own", () => {
    expect(budget("prod").json.provider.google).toEqual([
      {
        alias: "budget",
        project: "parley-audio-prod",
        region: "us-central1",
        billing_project: "parley-audio-prod",
        user_project_override: true,
        add_terraform_attribution_label: false,
      },
    ]);
  });

  test("fits Google's 60 characters with the longest project", () => {
    const made = synthesize((scope) => {
      const longest = environment("dev", (spec) => (spec.project.id = `p${"0".repeat(29)}`));
      new Budget(scope, "Budget", { environment: longest, channels: emails });
    });
    for (const { display_name } of all(made)) expect(String(display_name).length).toBeLessThanOrEqual(60);
  });

  test("R-293 tells one to five channels", () => {
    const channels = (count: number): string[] => Array.from({ length: count }, (_, index) => `channel-${index}`);
    expect(() => budget("dev", channels(5))).not.toThrow();
    expect(() => budget("dev", channels(6))).toThrow("test/Budget: 6 channels are more than the 5 of a budget");
    expect(() => budget("dev", [])).toThrow("test/Budget: no channel is told");
  });

  test("has the same address in every environment", () => {
    expectEqualAddresses((scope, of) => {
      new Budget(scope, "Budget", { environment: of, channels: emails });
    });
  });
});
