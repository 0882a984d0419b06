import type { Environment } from "../../contract/environment";
import { suggestion } from "../../contract/schema-issues";
import { UsageError } from "../command/usage";
import { inWorkFolder } from "../work-folder";
import type { Cases } from "./cases";
import { runPromtool, type Verdict } from "./promtool";
import { runStories } from "./stories/run";
import type { Story } from "./stories/story";

/** What is to be proven, and of how many environments. */
export interface Proven extends Cases {
  readonly environments: number;
  /** Stories of whole outages, and the environment of which they are told. */
  readonly stories: readonly Story[];
  readonly storyteller: Environment;
}

/**
 * The command behind `npm run check:alerts` where promtool is present: proves the
 * kinds in `asked`, or all. Returns the exit code: 0 all proven, 1 a failure.
 *
 * @throws UsageError for a kind that no alert has
 * @throws Error if promtool stops before it has judged all
 */
export async function runAlertsCheck(asked: readonly string[], proven: Proven, console: Console): Promise<number> {
  const started = process.hrtime.bigint();
  const { environments, cases, alerts, gaps, stories, storyteller } = proven;
  const known = [...alerts.keys()].sort();
  const unknown = asked.find((kind) => !known.includes(kind));
  if (unknown !== undefined)
    throw new UsageError(`no alert of the kind '${unknown}' has a PromQL condition${suggestion(unknown, known)}`);
  const kinds = asked.length > 0 ? asked : known;
  return inWorkFolder("alerts", async (work) => {
    const { verdicts, errors } = await runPromtool(
      cases.filter(({ kind }) => kinds.includes(kind)),
      work,
    );
    // A story is of all kinds together.
    const untrue = asked.length > 0 ? [] : await runStories(storyteller, stories, work);
    const rows = kinds.map((kind) => row(kind, alerts.get(kind) ?? 0, verdicts));
    print(rows, environments, verdicts, Number(process.hrtime.bigint() - started) / 1e9, console);
    if (asked.length === 0) console.log(`${stories.length - untrue.length} of ${stories.length} stories are as told`);
    const failures = [
      ...gaps.filter(({ kind }) => asked.length === 0 || asked.includes(kind)).map(({ message }) => message),
      ...verdicts.flatMap(({ failures, survivors }) => [...failures, ...survivors]),
      ...untrue,
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

function print(
  rows: readonly Row[],
  environments: number,
  verdicts: readonly Verdict[],
  seconds: number,
  console: Console,
): void {
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
