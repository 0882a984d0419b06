import { casesOf } from "./alerts/cases";
import { namedEnvironments } from "./alerts/environments";
import { isPromtoolPresent, runPromtool, type Verdict } from "./alerts/promtool";
import { proofs } from "./alerts/proofs";
import { runCommand } from "./command";
import { inWorkFolder } from "./work-folder";

/**
 * Tests every PromQL alert with Prometheus: scenarios that must open the alert do,
 * scenarios that must not do not, and the scenarios detect every mutated condition.
 *
 * `npm run check:alerts -- <kind>...` tests these kinds only. Exits 1 on any failure. If
 * promtool is absent, it prints one line and exits 0, so that `npm test` needs only npm.
 */
async function checkAlerts(asked: readonly string[]): Promise<number> {
  if (!isPromtoolPresent()) {
    console.log("check:alerts skipped: no promtool on the PATH; install Debian's package prometheus");
    return 0;
  }
  const started = process.hrtime.bigint();
  const environments = namedEnvironments();
  const { cases, alerts, gaps } = casesOf(environments, proofs);
  const kinds = asked.length > 0 ? asked : [...alerts.keys()].sort();
  return inWorkFolder("alerts", async (work) => {
    const { verdicts, errors } = await runPromtool(
      cases.filter(({ kind }) => kinds.includes(kind)),
      work,
    );
    const rows = kinds.map((kind) => row(kind, alerts.get(kind) ?? 0, verdicts));
    print(rows, environments.length, verdicts, Number(process.hrtime.bigint() - started) / 1e9);
    const failures = [
      ...kinds.filter((kind) => !alerts.has(kind)).map((kind) => `${kind}: no alert with a PromQL condition`),
      ...gaps.filter(({ kind }) => asked.length === 0 || asked.includes(kind)).map(({ message }) => message),
      ...verdicts.flatMap(({ failures, survivors }) => [...failures, ...survivors]),
      ...errors,
    ];
    for (const failure of failures) console.error(failure);
    return failures.length > 0 ? 1 : 0;
  });
}

interface Row {
  readonly kind: string;
  readonly alerts: number;
  /** Number of distinct conditions; all others equal one of them. */
  readonly conditions: number;
  readonly scenarios: number;
  readonly mutations: number;
  readonly caught: number;
}

function row(kind: string, alerts: number, verdicts: readonly Verdict[]): Row {
  const own = verdicts.filter(({ subject }) => subject.kind === kind);
  const sum = (count: (verdict: Verdict) => number): number => own.reduce((all, one) => all + count(one), 0);
  return {
    kind,
    alerts,
    conditions: own.length,
    scenarios: sum(({ subject }) => subject.scenarios.length),
    mutations: sum(({ mutations }) => mutations),
    caught: sum(({ mutations, survivors }) => mutations - survivors.length),
  };
}

function print(rows: readonly Row[], environments: number, verdicts: readonly Verdict[], seconds: number): void {
  const sum = (count: (row: Row) => number): number => rows.reduce((all, row) => all + count(row), 0);
  console.table(Object.fromEntries(rows.map(({ kind, ...row }) => [kind, row])));
  console.log(
    `${sum(({ alerts }) => alerts)} alerts of ${environments} environments, variants included; ` +
      `${sum(({ conditions }) => conditions)} different conditions in ${sum(({ scenarios }) => scenarios)} scenarios; ` +
      `${sum(({ caught }) => caught)} of ${sum(({ mutations }) => mutations)} mutations caught, ` +
      `of the ${verdicts.filter(({ subject }) => subject.isMutated).length} conditions that differ in more than names; ` +
      `${seconds.toFixed(0)} s`,
  );
}

void runCommand({
  name: "check:alerts",
  summary: "proves every alert on metrics with promtool, or the alerts of some kinds alone",
  takes: ["[kind...]"],
  run: ({ positionals }) => checkAlerts(positionals),
});
