import { unmet, type Row } from "../../contract/unmet";
import { promqlQuery, type Alert, type PromqlCondition } from "../../observability/alerts/alert";
import { alertId, alertsOf } from "../../observability/alerts/all";
import { subjectKey, subjectTitle } from "../../observability/subject";
import type { NamedEnvironment } from "./environments";
import { inProject, lastMinute, type Proof, type Scenario } from "./scenario";

/** One PromQL condition of one alert, with all scenarios that test it. */
export interface Case {
  /** Unique name: `prod error-ratio-media`, with a number from an alert's second condition on. */
  readonly name: string;
  readonly kind: string;
  readonly condition: PromqlCondition;
  readonly scenarios: readonly Scenario[];
  /** Whether mutations of the condition are tested. False if an earlier case differs only in names, such as that of another service. */
  readonly isMutated: boolean;
}

/** What keeps the proof of a kind from being one. */
interface ProofGap {
  readonly kind: string;
  readonly message: string;
}

export interface Cases {
  /** Cases by environment, then by alert id. A case that equals an earlier one except for its name is omitted. */
  readonly cases: readonly Case[];
  /** Map from kind to the number of alerts with PromQL conditions in all environments, duplicates included. */
  readonly alerts: ReadonlyMap<string, number>;
  readonly gaps: readonly ProofGap[];
}

const silence: Scenario = { title: "no series at all", series: [] };

/** Every condition with the scenarios of its kind and two that all have: no series at all, and the same events for another subject. */
export function casesOf(environments: readonly NamedEnvironment[], proofs: readonly Proof[]): Cases {
  const cases = new Map<string, Case>();
  const mutated = new Set<string>();
  const alerts = new Map<string, number>();
  const gaps = new Map<string, ProofGap>();
  const gap = (kind: string, message: string): unknown => gaps.set(message, { kind, message });

  for (const { name, environment } of environments) {
    const all = alertsOf(environment).filter(({ conditions }) => conditions[0].language === "promql");
    for (const alert of all) {
      const { kind } = alert;
      alerts.set(kind, (alerts.get(kind) ?? 0) + 1);
      const proof = proofs.find((one) => one.kind === kind);
      if (proof === undefined) {
        gap(kind, `${kind}: no proof; write one in tools/alerts/scenarios/ and list it in tools/alerts/proofs.ts`);
        continue;
      }
      const { id: project } = environment.project;
      const scenariosOf = (of: Alert): Scenario[] => inProjectOf(project, proof.scenarios(environment, of));
      const stated = scenariosOf(alert);
      const others = all.filter((one) => one.kind === kind && subjectKey(one.subject) !== subjectKey(alert.subject));
      const elsewhere = others
        .slice(0, 1)
        .flatMap((other) => ofAnother(subjectTitle(other.subject), scenariosOf(other)));
      for (const [index, condition] of alert.conditions.entries()) {
        if (condition.language !== "promql") continue;
        const title = [name, alertId(alert), ...(index > 0 ? [index + 1] : [])].join(" ");
        const own = ofCondition(index, stated);
        for (const message of gapsOf(own, condition)) gap(kind, `${title}: ${message}`);
        const scenarios = [
          ...own,
          ...(own.some(({ series }) => series.length === 0) ? [] : [silence]),
          ...elsewhere,
          ...ofAnother(
            "another project",
            inProjectOf("another", ofCondition(index, proof.scenarios(environment, alert))),
          ),
        ];
        // Two environments' alerts differ at least by the project.
        const content = JSON.stringify([promqlQuery(condition), condition.forSeconds, scenarios]).replaceAll(
          project,
          "PROJECT",
        );
        if (cases.has(content)) continue;
        const figures = figuresOf(alert, condition, own);
        cases.set(content, { name: title, kind, condition, scenarios, isMutated: !mutated.has(figures) });
        mutated.add(figures);
      }
      if (stated.some(({ condition = 0 }) => alert.conditions[condition] === undefined))
        gap(kind, `${name} ${alertId(alert)}: a scenario is about a condition that the alert has not`);
    }
  }
  for (const { kind } of proofs)
    if (!alerts.has(kind)) gap(kind, `${kind}: a proof, but no alert with a PromQL condition`);
  return { cases: [...cases.values()], alerts, gaps: [...gaps.values()] };
}

/** Text of a condition and its scenarios without the names of subjects, for comparison. */
const figuresOf = ({ kind }: Alert, condition: PromqlCondition, scenarios: readonly Scenario[]): string =>
  JSON.stringify([
    kind,
    withoutNames(promqlQuery(condition)),
    condition.forSeconds,
    scenarios.map(({ series, opensAtMinute }) => [
      series.map(({ series, values }) => [withoutNames(series), values]),
      opensAtMinute,
    ]),
  ]);

const withoutNames = (promql: string): string => promql.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');

function gapsOf(scenarios: readonly Scenario[], { forSeconds }: PromqlCondition): string[] {
  const opening = scenarios.filter(({ opensAtMinute }) => opensAtMinute !== undefined);
  return unmet([
    [opening.length > 0, "no scenario opens it"],
    [opening.length < scenarios.length, "no scenario leaves it closed"],
    ...opening.flatMap(({ title, series, opensAtMinute = 0 }): Row[] => [
      [
        opensAtMinute * 60 >= Math.max(forSeconds, 60),
        `'${title}' opens it before it can have held for ${forSeconds} s`,
      ],
      [opensAtMinute <= lastMinute(series), `'${title}' opens it after its last sample`],
    ]),
  ]);
}

const ofCondition = (index: number, scenarios: readonly Scenario[]): Scenario[] =>
  scenarios.filter(({ condition = 0 }) => condition === index);

/** Scenarios as they are in a project. */
const inProjectOf = (project: string, scenarios: readonly Scenario[]): Scenario[] =>
  scenarios.map((scenario) => ({ ...scenario, series: scenario.series.map((one) => inProject(one, project)) }));

/** Scenarios in which another one, such as another service, has the problem; the alert must stay closed. */
function ofAnother(whose: string, scenarios: readonly Scenario[]): Scenario[] {
  const opening = scenarios.find(({ opensAtMinute }) => opensAtMinute !== undefined);
  return opening === undefined ? [] : [{ title: `${whose}: ${opening.title}`, series: opening.series }];
}
