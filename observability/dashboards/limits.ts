import type { Alert, PromqlCondition } from "../alerts/alert";
import { subjectKey, type Subject } from "../subject";
import type { Tile } from "./grid";
import { chart, type ChartOptions, type Limit, type Line } from "./tiles";

/** Map from severity to the consequence of an alert, which precedes its title. */
const consequence = { page: "Pages", ticket: "Ticket", info: "Mail" } as const;

/** Alerts of some kinds, of one subject or of all subjects. */
export const alertsAbout = (alerts: readonly Alert[], kinds: readonly string[], subject?: Subject): Alert[] =>
  alerts.filter(
    (alert) =>
      kinds.includes(alert.kind) &&
      (subject === undefined ||
        (alert.subject.kind === subject.kind && subjectKey(alert.subject) === subjectKey(subject))),
  );

/** The alert's conditions on time series. A condition on log entries has no value to draw. */
export const promqlConditions = ({ conditions }: Alert): PromqlCondition[] =>
  conditions.flatMap((condition) => (condition.language === "promql" ? [condition] : []));

/** Thresholds of alerts as horizontal lines of a chart; `scale` converts a share to the chart's unit. */
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

/** Merges limits with the same label and value. Where a label has several values, it names the owner of each. */
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

/** Values of alerts as lines of a chart. Without a legend, the series of a query are named by their labels. */
export const valuesOf = (alerts: readonly Alert[], legend?: (alert: Alert) => string): Line[] =>
  alerts.flatMap((alert) =>
    promqlConditions(alert).map(({ value }) => ({
      ...(legend === undefined ? {} : { legend: legend(alert) }),
      query: value,
    })),
  );

/** Chart of the values and thresholds of some alerts; no chart if there is no alert. */
export const alertChart = (
  alerts: readonly Alert[],
  options: Pick<ChartOptions, "title" | "axis" | "unit">,
  legend?: (alert: Alert) => string,
): Tile[] =>
  alerts.length === 0 ? [] : [chart({ ...options, lines: valuesOf(alerts, legend), limits: limitsOf(alerts) })];

/** Legend of a chart with one line per queue or cache. */
export const byKey = ({ subject }: Alert): string => subjectKey(subject);
