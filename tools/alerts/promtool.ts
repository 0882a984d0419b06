import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Case } from "./cases";
import { ruleTests, type Rule } from "./rule-tests";

/** What promtool made of a case. */
export interface Verdict {
  readonly subject: Case;
  readonly mutations: number;
  /** What the rule as written does against a scenario, with promtool's own words. */
  readonly failures: readonly string[];
  /** Mutations that every scenario takes for the rule as written. */
  readonly survivors: readonly string[];
}

export interface Verdicts {
  readonly verdicts: readonly Verdict[];
  /** What promtool said besides, such as that an expression does not parse. */
  readonly errors: readonly string[];
}

/** Runs every case in a directory of its own, on all cores. */
export async function runPromtool(cases: readonly Case[], directory: string): Promise<Verdicts> {
  const tests = cases.map((subject, index) => {
    const [rulesPath, testPath] = [`${index}-rules.json`, `${index}-test.json`];
    const { rules, rulesFile, testFile } = ruleTests(subject, rulesPath);
    writeFileSync(join(directory, rulesPath), rulesFile);
    writeFileSync(join(directory, testPath), testFile);
    return { subject, rules, testPath };
  });
  const shares = Array.from({ length: availableParallelism() }, (_, share) =>
    tests.filter((_, index) => index % availableParallelism() === share).map(({ testPath }) => testPath),
  );
  const outputs = await Promise.all(
    shares.filter((paths) => paths.length > 0).map((paths) => promtool(paths, directory)),
  );
  const { unmet, errors } = parseOutput(outputs.join("\n"));
  return { verdicts: tests.map(({ subject, rules }) => verdictOf(subject, rules, unmet)), errors };
}

/** Collects garbage less often than Go does by itself, which takes a third off the time. */
const garbageCollection = { GOGC: "400" };

/** Resolves with what promtool printed of failures: it exits with 1 whenever it catches a mutation. */
function promtool(paths: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      "promtool",
      ["test", "rules", ...paths],
      { cwd, env: { ...process.env, ...garbageCollection, TMPDIR: cwd }, maxBuffer: 1024 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const judged = [...`${stdout}${stderr}`.matchAll(/^ {2}(?:SUCCESS$|FAILED:)/gm)].length;
        if (judged === paths.length && (error === null || error.code === 1)) resolve(stderr);
        else reject(new Error(`promtool judged ${judged} of ${paths.length} files: ${error?.message ?? stderr}`));
      },
    );
  });
}

/** What promtool prints: of each expectation that is not met, under its expression, and whatever else. */
export function parseOutput(output: string): {
  readonly unmet: ReadonlyMap<string, readonly string[]>;
  readonly errors: readonly string[];
} {
  const unmet = new Map<string, string[]>();
  const expectation = /^ {4}expr: ("(?:[^"\\]|\\.)*"), time: .*(?:\n {8}.*)*$/gm;
  const rest = output.replaceAll(expectation, (message: string, quoted: string) => {
    const expression = JSON.parse(quoted) as string;
    unmet.set(expression, [...(unmet.get(expression) ?? []), message]);
    return "";
  });
  const errors = rest.split("\n").filter((line) => line.trim() !== "" && line.trim() !== "FAILED:");
  return { unmet, errors: [...new Set(errors)] };
}

function verdictOf(subject: Case, rules: readonly Rule[], unmet: ReadonlyMap<string, readonly string[]>): Verdict {
  const [written, ...mutated] = rules;
  const named = `${subject.name}, ${subject.condition.title}`;
  const unmetBy = ({ expectations }: Rule): string[] =>
    expectations.flatMap(({ scenario, expressions }) => {
      const messages = expressions.flatMap((expression) => unmet.get(expression) ?? []);
      return messages.length === 0 ? [] : [`${named}: '${scenario.title}'\n${messages.join("\n")}`];
    });
  return {
    subject,
    mutations: mutated.length,
    failures: unmetBy(written!),
    survivors: mutated
      .filter((rule) => unmetBy(rule).length === 0)
      .map(({ mutation }) => `${named}: no scenario notices ${mutation!}`),
  };
}
