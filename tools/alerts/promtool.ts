import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Case } from "./cases";
import { ruleTests, type Rule } from "./rule-tests";

/** promtool's result for a case. */
export interface Verdict {
  readonly subject: Case;
  readonly mutations: number;
  /** Scenarios that the original rule fails, with promtool's messages. */
  readonly failures: readonly string[];
  /** Mutations that no scenario detects. */
  readonly survivors: readonly string[];
}

export interface Verdicts {
  readonly verdicts: readonly Verdict[];
  /** Other messages of promtool, such as a parse error. */
  readonly errors: readonly string[];
}

/** Runs every case in its own directory, on all cores. */
export async function runPromtool(cases: readonly Case[], directory: string): Promise<Verdicts> {
  const tests = cases.map((subject, index) => {
    const [rulesPath, testPath] = [`${index}-rules.json`, `${index}-test.json`];
    const { rules, rulesFile, testFile } = ruleTests(subject, rulesPath);
    writeFileSync(join(directory, rulesPath), rulesFile);
    writeFileSync(join(directory, testPath), testFile);
    return { subject, rules, testPath };
  });
  const { unmet, errors } = await judge(
    tests.map(({ testPath }) => testPath),
    directory,
  );
  return { verdicts: tests.map(({ subject, rules }) => verdictOf(subject, rules, unmet)), errors };
}

/** Results of `promtool test rules` for some files of a directory, on all cores. */
export async function judge(paths: readonly string[], directory: string): Promise<Judgement> {
  const cores = availableParallelism();
  const shares = Array.from({ length: cores }, (_, share) => paths.filter((_, index) => index % cores === share));
  const outputs = await Promise.all(
    shares.filter((share) => share.length > 0).map((share) => promtool(share, directory)),
  );
  return parseOutput(outputs.join("\n"));
}

/** Fewer garbage collections than Go's default, which saves a third of the time. */
const garbageCollection = { GOGC: "400" };

/** Resolves with promtool's output also on exit code 1, since a detected mutation is a failure to promtool. */
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

/** What promtool says of its tests. */
interface Judgement {
  /** Unmet expectations, by expression. */
  readonly unmet: ReadonlyMap<string, readonly string[]>;
  /** Other messages, such as a parse error. */
  readonly errors: readonly string[];
}

export function parseOutput(output: string): Judgement {
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
