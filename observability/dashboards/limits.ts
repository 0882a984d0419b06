import type { Alert, PromqlCondition } from "../alerts/alert";
import { subjectKey, type Subject } from "../subject";
import type { Tile } from "./grid";
import { chart, type ChartOptions, type Limit, type Line } from "./tiles";

/** What happens when an alert of a severity opens, in front of its title. */
const consequence = { page: "Pages", ticket: "Ticket", info: "Mail" } as const;

/** The alerts of some kinds, of one subject or of all. */
export const alertsAbout = (alerts: readonly Alert[], kinds: readonly string[], subject?: Subject): Alert[] =>
  alerts.filter(
    (alert) =>
      kinds.includes(alert.kind) &&
      (subject === undefined ||
        (alert.subject.kind === subject.kind && subjectKey(alert.subject) === subjectKey(subject))),
  );

/** Conditions on time series; a condition on log entries has no value to draw. */
export const promqlConditions = ({ conditions }: Alert): PromqlCondition[] =>
  conditions.flatMap((condition) => (condition.language === "promql" ? [condition] : []));

/** The thresholds of alerts as lines across a chart; `scale` turns a share into what the chart counts. */
export const limitsOf = (alerts: readonly Alert[], scale = 1): Limit[] =>
  mergeLimits(
    alerts.flatMap((alert) =>
      promqlConditions(alert).map(({ threshold }) => ({
        value: threshold * scale,
        label: `${consequence[alert.severity]}: ${alert.title}`,
        whose: subjectKey(alert.subject),
      })),
    ),
  );

/** Each value of a label once; where a label has several, it names whose each is. */
export function mergeLimits(limits: readonly (Limit & { readonly whose: string })[]): Limit[] {
  const labels = [...new Set(limits.map(({ label }) => label))];
  return labels.flatMap((label) => {
    const same = limits.filter((limit) => limit.label === label);
    const values = [...new Set(same.map(({ value }) => value))].sort((one, other) => one - other);
    return values.map((value) => {
      const whose = new Set(same.filter((limit) => limit.value === value).map((limit) => limit.whose));
      return { value, label: values.length > 1 ? `${label} (${[...whose].join(", ")})` : label };
    });
  });
}

/** What alerts compare. Without a name the series of a query are told apart by their labels. */
export const valuesOf = (alerts: readonly Alert[], legend?: (alert: Alert) => string): Line[] =>
  alerts.flatMap((alert) =>
    promqlConditions(alert).map(({ value }) => ({
      ...(legend === undefined ? {} : { legend: legend(alert) }),
      query: value,
    })),
  );

/** What some alerts compare, with what they compare it with; nothing where there is no such alert. */
export const alertChart = (
  alerts: readonly Alert[],
  options: Pick<ChartOptions, "title" | "axis" | "unit">,
  legend?: (alert: Alert) => string,
): Tile[] =>
  alerts.length === 0 ? [] : [chart({ ...options, lines: valuesOf(alerts, legend), limits: limitsOf(alerts) })];

/** Legend of a chart with a line for each queue or cache. */
export const byKey = ({ subject }: Alert): string => subjectKey(subject);
