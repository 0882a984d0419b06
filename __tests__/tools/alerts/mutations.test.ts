import { describe, expect, test } from "vitest";
import { promqlQuery, type PromqlCondition } from "../../../observability/alerts/alert";
import { mutations } from "../../../tools/alerts/mutations";

const condition = (fields: Partial<PromqlCondition> = {}): PromqlCondition => ({
  language: "promql",
  title: "too much",
  value: "v",
  comparison: ">",
  threshold: 0.05,
  forSeconds: 300,
  ...fields,
});

const changes = (fields: Partial<PromqlCondition> = {}): string[] =>
  mutations(condition(fields)).map(({ change }) => change);

describe("the mutations of a condition", () => {
  test("are a threshold a quarter too high and a fifth too low, the sign turned, and another time to hold", () => {
    expect(
      mutations(condition()).map(({ change, condition }) => [change, promqlQuery(condition), condition.forSeconds]),
    ).toEqual([
      ["threshold 0.0625", "v > 0.0625", 300],
      ["threshold 0.04", "v > 0.04", 300],
      ["comparison <", "v < 0.05", 300],
      ["for 150 s", "v > 0.05", 150],
      ["for 600 s", "v > 0.05", 600],
    ]);
  });

  test("change a small whole number by one, also none", () => {
    expect(changes({ threshold: 3 })).toEqual(expect.arrayContaining(["threshold 4", "threshold 2"]));
    expect(changes({ threshold: 0 })).toEqual(expect.arrayContaining(["threshold 1", "threshold -1"]));
    expect(changes({ threshold: 5 })).toEqual(expect.arrayContaining(["threshold 6.25", "threshold 4"]));
  });

  test.each([
    [">=", "<="],
    ["<", ">"],
    ["<=", ">="],
  ] as const)("turn %s into %s", (comparison, opposite) => {
    expect(changes({ comparison })).toContain(`comparison ${opposite}`);
  });

  test("drop a minute to hold, and change none", () => {
    expect(changes({ forSeconds: 60 })).toEqual(expect.arrayContaining(["for 0 s", "for 120 s"]));
    expect(changes({ forSeconds: 0 }).filter((change) => change.startsWith("for"))).toEqual([]);
  });

  test("lose each guard once, whatever words are in it", () => {
    const queries = (...guards: string[]): string[] =>
      mutations(condition({ guards }))
        .filter(({ change }) => change.startsWith("without"))
        .map(({ change, condition }) => `${change}: ${promqlQuery(condition)}`);
    expect(queries("a >= 10")).toEqual(["without a >= 10: v > 0.05"]);
    expect(queries("a >= 10", "b")).toEqual(["without a >= 10: v > 0.05 and b", "without b: v > 0.05 and a >= 10"]);
    expect(queries('(a and b{job="read and write"})')).toEqual(['without (a and b{job="read and write"}): v > 0.05']);
  });

  test("never equal the condition", () => {
    const written = condition({ guards: ["a"], threshold: 0 });
    for (const { condition } of mutations(written)) expect(condition).not.toEqual(written);
  });
});
