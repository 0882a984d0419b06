import { describe, expect, test } from "vitest";
import { environment, issuesOf } from "../../support/environments";

describe("notifications", () => {
  test("say for each severity who hears of it", () => {
    expect(environment("prod").notifications).toEqual({
      page: ["pagerDuty", "slack", "primary", "secondary"],
      ticket: ["slack", "primary"],
      info: ["primary"],
    });
  });

  test("name only channels that the environment has", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.notifications.page = ["pagerDuty", "slack", "primary"];
      }),
    ).toEqual([
      "environments/dev.ts: notifications.page: names 'slack', but channels.slack is not set; set it or leave 'slack' out",
      "environments/dev.ts: notifications.page: names 'pagerDuty', but channels.pagerDuty is false; set it to true or leave 'pagerDuty' out",
    ]);
  });

  test("leave a record in a mailbox", () => {
    expect(issuesOf("prod", (spec) => (spec.notifications.ticket = ["slack"]))).toEqual([
      "environments/prod.ts: notifications.ticket: names no contact; add 'primary', so that a mailbox keeps a record",
    ]);
  });

  test("name somebody, each once", () => {
    expect(issuesOf("prod", (spec) => (spec.notifications.info = []))).toContain(
      "environments/prod.ts: notifications.info: must name at least one channel",
    );
    expect(issuesOf("prod", (spec) => (spec.notifications.info = ["primary", "primary"]))).toEqual([
      "environments/prod.ts: notifications.info: names a channel twice",
    ]);
  });

  test("know no other channel", () => {
    expect(issuesOf("prod", (spec) => (spec.notifications.info = ["sms"]))[0]).toMatch(
      /^environments\/prod\.ts: notifications\.info\.0: .*"primary".*"pagerDuty"/,
    );
  });
});
