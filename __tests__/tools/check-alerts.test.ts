import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { namedEnvironments } from "../../tools/alerts/environments";
import { referenceEnvironments } from "../reference/all";
import { casesOf } from "../../tools/alerts/cases";
import { stories, storyteller } from "../../tools/alerts/stories/stories";
import { proofs } from "../../tools/alerts/proofs";
import { runAlertsCheck } from "../../tools/alerts/run";
import { Recorded } from "../support/console";
import { programs, withPath } from "../support/path";

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const environments = namedEnvironments(referenceEnvironments());
const proven = {
  environments: environments.length,
  ...casesOf(environments, proofs),
  stories,
  storyteller: storyteller(),
};

/** Runs the check on the reference environments, with nothing on the PATH but node and the given promtool, the body of a Node script. */
async function check(kinds: readonly string[], promtool: string): Promise<Run> {
  const printed = new Recorded();
  const bin = programs({ promtool: `#!${process.execPath}\n${promtool}` });
  const status = await withPath(bin, () => runAlertsCheck(kinds, proven, printed.console));
  return { status, stdout: printed.stdout, stderr: printed.stderr };
}

/** A promtool that finds unmet what `isUnmet`, an expression of `alert`, says. */
const finding = (isUnmet: string): string => `
  const { readFileSync } = require("node:fs");
  if (process.argv[2] === "--version") process.exit(0);
  for (const file of process.argv.slice(4)) {
    const failures = JSON.parse(readFileSync(file, "utf8")).tests.flatMap((group) => group.promql_expr_test)
      .filter(({ expr }) => { const alert = /alertname="([^"]*)"/.exec(expr)[1]; return ${isUnmet}; })
      .map(({ expr, eval_time }) => \`    expr: \${JSON.stringify(expr)}, time: \${eval_time},\\n        exp: nil\\n        got: nil\`);
    console.log("Unit Testing:  " + file);
    if (failures.length === 0) console.log("  SUCCESS");
    else { console.error("  FAILED:\\n" + failures.join("\\n")); process.exitCode = 1; }
  }`;

const isMutation = 'alert.includes(",")';

describe("npm run check:alerts", () => {
  test("without promtool says so in one line and passes", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "tools/check-alerts.ts"], {
      env: { ...process.env, PATH: programs({}) },
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "check:alerts skipped: no promtool on the PATH; install Debian's package prometheus\n",
      stderr: "",
    });
  });

  test("passes if the rules do as their scenarios say and each mutation is caught, and counts", async () => {
    const { status, stdout, stderr } = await check(["error-ratio"], finding(isMutation));
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/│ error-ratio │ \d+ +│ \d+ +│ \d+ +│ 6 +│ 6 +│/);
    expect(stdout).toMatch(
      /^\d+ alerts of 6 environments, variants included; \d+ different conditions in \d+ scenarios; 6 of 6 mutations caught, of the 1 conditions that differ in more than names; \d+ s$/m,
    );
  });

  test("fails if a rule does not, with the alert, the scenario and promtool's message", async () => {
    const { status, stderr } = await check(
      ["error-ratio"],
      finding(`${isMutation} || alert.endsWith("error-ratio_media")`),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\S+ error-ratio_media, more than 5 % of requests fail: '.+'\n {4}expr: "group by/);
  });

  test("fails if a mutation survives, and names it", async () => {
    const { status, stdout, stderr } = await check(
      ["error-ratio"],
      finding(`${isMutation} && !alert.endsWith("threshold 0.0625")`),
    );
    expect(status).toBe(1);
    expect(stdout).toContain("5 of 6 mutations caught");
    expect(stderr).toMatch(
      /^\S+ error-ratio_audio, more than 5 % of connections fail: no scenario notices threshold 0.0625\n$/,
    );
  });

  test("fails if promtool cannot read a rule", async () => {
    const { status, stderr } = await check(
      ["error-ratio"],
      `${finding(isMutation)}\nif (process.argv[2] === "test") console.error('0-rules.json: 1:57: parse error');`,
    );
    expect([status, stderr]).toEqual([1, "0-rules.json: 1:57: parse error\n"]);
  });

  test("fails if promtool stops before it has judged all", async () => {
    await expect(check(["error-ratio"], "process.exitCode = process.argv[2] === 'test' ? 1 : 0;")).rejects.toThrow(
      "promtool judged 0 of ",
    );
  });

  test("refuses a kind that no alert has", async () => {
    await expect(check(["eror-ratio"], finding(isMutation))).rejects.toThrow(
      "no alert of the kind 'eror-ratio' has a PromQL condition; did you mean 'error-ratio'?",
    );
  });
});
