import { promqlQuery, type Alert, type PromqlCondition } from "../../observability/alerts/alert";
import { alertId, alertsOf } from "../../observability/alerts/all";
import { subjectKey, subjectTitle } from "../../observability/subject";
import type { NamedEnvironment } from "./environments";
import { lastMinute, type Proof, type Scenario } from "./scenario";

/** One PromQL condition of one alert, and everything that is to happen to it. */
export interface Case {
  /** Unique: `prod error-ratio-media`, with a number from an alert's second condition on. */
  readonly name: string;
  readonly kind: string;
  readonly condition: PromqlCondition;
  readonly scenarios: readonly Scenario[];
  /** Whether its mutations are tried: not where an earlier case is the same but for the names in it, such as the next service's. */
  readonly isMutated: boolean;
}

/** What keeps the proof of a kind from being one. */
interface Fault {
  readonly kind: string;
  readonly message: string;
}

export interface Cases {
  /** In the order of the environments and of the alerts' ids. One that equals an earlier one in all but its name is left out. */
  readonly cases: readonly Case[];
  /** Alerts with PromQL conditions in all environments by kind, those included that equal another. */
  readonly alerts: ReadonlyMap<string, number>;
  readonly faults: readonly Fault[];
}

const silence: Scenario = { title: "no series at all", series: [] };

/** Every condition with its kind's scenarios and two that all have: nothing is there, and it happens to somebody else. */
export function casesOf(environments: readonly NamedEnvironment[], proofs: readonly Proof[]): Cases {
  const cases = new Map<string, Case>();
  const mutated = new Set<string>();
  const alerts = new Map<string, number>();
  const faults = new Map<string, Fault>();
  const fault = (kind: string, message: string): unknown => faults.set(message, { kind, message });

  for (const { name, environment } of environments) {
    const all = alertsOf(environment).filter(({ conditions }) => conditions[0].language === "promql");
    for (const alert of all) {
      const { kind } = alert;
      alerts.set(kind, (alerts.get(kind) ?? 0) + 1);
      const proof = proofs.find((one) => one.kind === kind);
      if (proof === undefined) {
        fault(kind, `${kind}: no proof; write one in tools/alerts/scenarios/`);
        continue;
      }
      const stated = proof.scenarios(environment, alert);
      const others = all.filter((one) => one.kind === kind && subjectKey(one.subject) !== subjectKey(alert.subject));
      const elsewhere = others.slice(0, 1).flatMap((other) => ofAnother(other, proof.scenarios(environment, other)));
      for (const [index, condition] of alert.conditions.entries()) {
        if (condition.language !== "promql") continue;
        const title = [name, alertId(alert), ...(index > 0 ? [index + 1] : [])].join(" ");
        const own = stated.filter((scenario) => (scenario.condition ?? 0) === index);
        for (const message of faultsOf(own, condition)) fault(kind, `${title}: ${message}`);
        const scenarios = [...own, ...(own.some(({ series }) => series.length === 0) ? [] : [silence]), ...elsewhere];
        const content = JSON.stringify([promqlQuery(condition), condition.forSeconds, scenarios]);
        if (cases.has(content)) continue;
        const figures = figuresOf(alert, condition, own);
        cases.set(content, { name: title, kind, condition, scenarios, isMutated: !mutated.has(figures) });
        mutated.add(figures);
      }
      if (stated.some(({ condition = 0 }) => alert.conditions[condition] === undefined))
        fault(kind, `${name} ${alertId(alert)}: a scenario is about a condition that the alert has not`);
    }
  }
  for (const { kind } of proofs)
    if (!alerts.has(kind)) fault(kind, `${kind}: a proof, but no alert with a PromQL condition`);
  return { cases: [...cases.values()], alerts, faults: [...faults.values()] };
}

/** A condition and its scenarios without the names of services and the like. */
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

function faultsOf(scenarios: readonly Scenario[], { forSeconds }: PromqlCondition): string[] {
  const opening = scenarios.filter(({ opensAtMinute }) => opensAtMinute !== undefined);
  const rules: [boolean, string][] = [
    [opening.length > 0, "no scenario opens it"],
    [opening.length < scenarios.length, "no scenario leaves it closed"],
    ...opening.flatMap(({ title, series, opensAtMinute = 0 }): [boolean, string][] => [
      [
        opensAtMinute * 60 >= Math.max(forSeconds, 60),
        `'${title}' opens it before it can have held for ${forSeconds} s`,
      ],
      [opensAtMinute <= lastMinute(series), `'${title}' opens it after its last sample`],
    ]),
  ];
  return rules.flatMap(([holds, message]) => (holds ? [] : [message]));
}

/** What opens the alert of another subject, such as the next service, must not open this one. */
function ofAnother({ subject }: Alert, scenarios: readonly Scenario[]): Scenario[] {
  const opening = scenarios.find(({ opensAtMinute }) => opensAtMinute !== undefined);
  if (opening === undefined) return [];
  return [{ title: `${subjectTitle(subject)}: ${opening.title}`, series: opening.series }];
}
