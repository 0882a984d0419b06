import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { alertingPoliciesOf } from "../../../observability/alerts/alerting-policy";
import { policyQuery } from "../../../observability/alerts/policy-query";
import { stories, storyteller } from "../../../tools/alerts/stories/stories";
import { watchedMinutes } from "../../../tools/alerts/stories/story";
import { writeStoryTests } from "../../../tools/alerts/stories/story-tests";
import { lastMinute } from "../../../tools/alerts/scenario";

const policies = new Map(alertingPoliciesOf(storyteller()).map((policy) => [policy.id, policy]));
/** Minutes by which Google's metrics are late at most, of those that the pages read. */
const mostLate = 4;

describe("stories", () => {
  test.each(stories)("'$title' opens policies that there are, of the severity that it says", (story) => {
    const severities = (ids: readonly string[]): unknown[] => ids.map((id) => [id, policies.get(id)?.severity]);
    expect(severities(Object.keys(story.pages))).toEqual(Object.keys(story.pages).map((id) => [id, "page"]));
    expect(severities(Object.keys(story.tickets))).toEqual(Object.keys(story.tickets).map((id) => [id, "ticket"]));
    for (const id of story.onEntries ?? []) expect(policies.get(id)?.alerts[0].conditions[0].language).toBe("log");
    for (const minute of Object.values({ ...story.pages, ...story.tickets }))
      expect(minute).toBeLessThanOrEqual(watchedMinutes);
  });

  test.each(stories.filter(({ isFelt }) => isFelt))(
    "'$title' wakes somebody within ten minutes, Google's delay included",
    ({ pages }) => {
      expect(Math.min(...Object.values(pages)) + mostLate).toBeLessThanOrEqual(10);
    },
  );

  test.each(stories.filter(({ isFelt }) => !isFelt))("'$title' wakes nobody", ({ pages, onEntries = [] }) => {
    expect(pages).toEqual({});
    for (const id of onEntries) expect(policies.get(id)?.severity).not.toBe("page");
  });

  test("of one service open one incident of it, or two if nobody reaches it either", () => {
    const incidents = stories.map(({ pages }) => {
      const services = Object.keys(pages).flatMap((id) => id.split("_")[1] ?? []);
      return Math.max(0, ...services.map((service) => services.filter((one) => one === service).length));
    });
    expect(Math.max(...incidents)).toBe(2);
  });

  test("are judged with the queries that Cloud Monitoring gets, over series of one project", () => {
    const folder = mkdtempSync(join(tmpdir(), "parley-stories-"));
    const [first] = writeStoryTests(storyteller(), stories, folder);
    const { groups } = JSON.parse(readFileSync(join(folder, "stories-rules.json"), "utf8")) as {
      groups: { rules: { alert: string; expr: string; for: string }[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);
    for (const { alert, expr, for: held } of rules)
      expect([expr, held]).toEqual([
        policyQuery(policies.get(alert)!).query,
        `${policyQuery(policies.get(alert)!).forSeconds}s`,
      ]);
    // Those with a window of days need days of series.
    const paging = [...policies.values()].filter(
      ({ severity, alerts }) => severity === "page" && alerts[0].conditions[0].language === "promql",
    );
    expect(rules.map(({ alert }) => alert)).toEqual(expect.arrayContaining(paging.map(({ id }) => id)));
    const { tests } = JSON.parse(readFileSync(join(folder, first!.file), "utf8")) as {
      tests: { input_series: { series: string; values: string }[] }[];
    };
    const { input_series: series } = tests[0]!;
    expect(lastMinute(series)).toBe(125);
    for (const one of series) expect(one.series).toMatch(/\{(project_id|resource_container)="parley-audio-prod",/);
  });
});
