import { describe, expect, test } from "vitest";
import { parseOutput } from "../../../tools/alerts/promtool";

describe("what promtool prints", () => {
  test("is read by the expressions whose expectations are not met, all times of each", () => {
    const at = (time: string): string =>
      `    expr: "group (ALERTS{alertname=\\"x\\"}) # 6 % \\\\ fail", time: ${time},\n        exp: {alertname="x"} 1E+00\n        got: nil`;
    const other = '    expr: "y", time: 5m,\n        exp: nil\n        got: {alertname="y"} 1E+00';
    const { unmet, errors } = parseOutput(`  FAILED:\n${at("6m")}\n${at("6m20s")}\n  FAILED:\n${other}\n\n`);
    expect([...unmet]).toEqual([
      ['group (ALERTS{alertname="x"}) # 6 % \\ fail', [at("6m"), at("6m20s")]],
      ["y", [other]],
    ]);
    expect(errors).toEqual([]);
  });

  test("is read where an expression could not be evaluated", () => {
    const message = '    expr: "y", time: 5m, err: many-to-many matching not allowed';
    expect(parseOutput(`  FAILED:\n${message}\n`)).toEqual({ unmet: new Map([["y", [message]]]), errors: [] });
  });

  test("is an error where it is anything else, and said once", () => {
    const error = '0-rules.json: 1:57: group "x", rule 1, "x": could not parse expression: 1:17: parse error';
    expect(parseOutput(`  FAILED:\n${error}\n${error}\n`)).toEqual({ unmet: new Map(), errors: [error] });
  });
});
