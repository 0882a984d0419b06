import type { Environment } from "../../contract/environment";
import { hourSeconds } from "../../contract/duration";
import { burnThreshold, fastBurn } from "../slos/burn-rate";
import { burnRateFilter, sloName, type Slo } from "../slos/slo";
import type { Tile } from "./grid";
import { chart, type Limit } from "./tiles";

/** Tiles on the remaining error budgets of some objectives, and on their burn rates over each window that pages. */
export function sloTiles(
  environment: Environment,
  slos: readonly Slo[],
  of: string,
  legend: (slo: Slo) => string,
): Tile[] {
  return [
    chart({
      title: `Error budget left: ${of}`,
      axis: "share of the budget",
      unit: "10^2.%",
      lines: slos.map((slo) => ({
        legend: legend(slo),
        filter: `select_slo_budget_fraction("${sloName(environment, slo)}")`,
      })),
      limits: [{ value: 0, label: "Spent: the objective is missed" }],
    }),
    ...fastBurn.map((pace) =>
      chart({
        title: `Burn rate over ${pace.seconds / hourSeconds} h: ${of}`,
        axis: "times the even pace",
        unit: "1",
        lines: slos.map((slo) => ({ legend: legend(slo), filter: burnRateFilter(environment, slo, pace.seconds) })),
        limits: [
          { value: 1, label: "Even pace: the budget lasts the period" },
          ...[...new Set(slos.map((slo) => burnThreshold(slo, pace).burnRate))].map((value): Limit => ({
            value,
            label: "Pages: budget burns fast",
          })),
        ],
      }),
    ),
  ];
}
