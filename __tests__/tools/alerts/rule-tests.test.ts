import { describe, expect, test } from "vitest";
import type { Case } from "../../../tools/alerts/cases";
import { ruleTests } from "../../../tools/alerts/rule-tests";

const series = [{ series: 'm{a="b"}', values: "0+1x30" }];

const subject = (fields: Partial<Case> = {}): Case => ({
  name: "prod x",
  kind: "x",
  condition: {
    language: "promql",
    title: "too much",
    value: "sum(rate(m[2m]))",
    comparison: ">",
    threshold: 0.5,
    guards: ["sum(increase(m[5m])) >= 10", "n > 1"],
    forSeconds: 300,
  },
  scenarios: [
    { title: "much", series, opensAtMinute: 7 },
    { title: "little", series },
    { title: "nothing", series: [] },
  ],
  isMutated: true,
  ...fields,
});

const parsed = (fields?: Partial<Case>): { rules: any[]; tests: any[]; interval: string; names: string[] } => {
  const { rulesFile, testFile } = ruleTests(subject(fields), "rules.json");
  const { rule_files: names, evaluation_interval: interval, tests } = JSON.parse(testFile);
  return { rules: JSON.parse(rulesFile).groups[0].rules, tests, interval, names };
};

describe("promtool's files of a case", () => {
  test("evaluate the query as it is deployed, also between two samples of a minute", () => {
    const { rules, tests, interval, names } = parsed({ isMutated: false });
    expect(rules).toEqual([
      { alert: "prod x", expr: "sum(rate(m[2m])) > 0.5 and sum(increase(m[5m])) >= 10 and n > 1", for: "300s" },
    ]);
    expect(interval).toBe("20s");
    expect(names).toEqual(["rules.json"]);
    expect(tests.map(({ interval, input_series }) => [interval, input_series])).toEqual([
      ["1m", series],
      ["1m", series],
      ["1m", []],
    ]);
  });

  test("demand that it is closed until the minute before it opens, and then open at three evaluations", () => {
    const [{ promql_expr_test: expected }] = parsed({ isMutated: false }).tests as [any];
    const firing = 'ALERTS{alertname="prod x",alertstate="firing"}';
    const open = {
      expr: `group by (alertname) (${firing}) # much`,
      exp_samples: [{ labels: '{alertname="prod x"}', value: 1 }],
    };
    expect(expected).toEqual([
      { expr: `group by (alertname) (count_over_time(${firing}[7m])) # much`, eval_time: "360s", exp_samples: [] },
      { ...open, eval_time: "420s" },
      { ...open, eval_time: "440s" },
      { ...open, eval_time: "460s" },
    ]);
  });

  test("demand that it stays closed past the last sample, or as long as silence could open it", () => {
    const [, { promql_expr_test: little }, { promql_expr_test: nothing }] = parsed({ isMutated: false }).tests;
    expect(little).toEqual([expect.objectContaining({ eval_time: "1840s", exp_samples: [] })]);
    expect(little[0].expr).toContain("[31m]");
    expect(nothing).toEqual([expect.objectContaining({ eval_time: "940s", exp_samples: [] })]);
  });

  test("hold each mutation to the same, and record once what all compare", () => {
    const { rules, tests } = parsed();
    expect(rules.slice(1, 4)).toEqual([
      { record: "value", expr: "sum(rate(m[2m]))" },
      { record: "guard_0", expr: "sum(increase(m[5m])) >= 10" },
      { record: "guard_1", expr: "n > 1" },
    ]);
    expect(rules.slice(4).map(({ expr, for: held }) => `${expr} for ${held}`)).toEqual([
      "value > 0.625 and guard_0 and guard_1 for 300s",
      "value > 0.4 and guard_0 and guard_1 for 300s",
      "value < 0.5 and guard_0 and guard_1 for 300s",
      "value > 0.5 and guard_0 and guard_1 for 150s",
      "value > 0.5 and guard_0 and guard_1 for 600s",
      "value > 0.5 and guard_1 for 300s",
      "value > 0.5 and guard_0 for 300s",
    ]);
    expect(tests.map(({ promql_expr_test }) => promql_expr_test.length)).toEqual([8 * 4, 8, 8]);
  });

  test("let each expectation be told by its expression", () => {
    const { rules } = ruleTests(subject(), "rules.json");
    expect(rules.map(({ mutation }) => mutation)).toEqual([
      undefined,
      "threshold 0.625",
      "threshold 0.4",
      "comparison <",
      "for 150 s",
      "for 600 s",
      "without sum(increase(m[5m])) >= 10",
      "without n > 1",
    ]);
    const expressions = rules.flatMap(({ expectations }) => expectations.flatMap(({ expressions }) => expressions));
    expect(new Set(expressions).size).toBe(expressions.length);
    expect(expressions).toHaveLength(8 * 4);
  });
});
