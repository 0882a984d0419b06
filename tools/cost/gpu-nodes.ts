import { gpuNodeHours, gpuNodeHourUsd } from "../../constructs/gke/cost";
import { spotShare } from "../../contract/cost/prices";
import { asUsed } from "../../contract/cost/used-environment";
import type { Environment } from "../../contract/environment";
import { table } from "../markdown";
import { aboutUsd, dollars, percent, quantity } from "./money";

/** Nodes with accelerators at the list price and as spot machines; nothing where no environment has any. */
export function gpuNodes(environments: readonly Environment[]): string[] {
  const rows = environments.flatMap((environment) =>
    Object.entries(environment.cluster?.gpuPools ?? {})
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, pool]) => {
        const hours = gpuNodeHours(asUsed(environment, "expected"), key, pool);
        const listed = gpuNodeHourUsd(pool, environment.primaryRegion, false);
        const spot = gpuNodeHourUsd(pool, environment.primaryRegion, true);
        return [
          `${environment.name}: ${key}`,
          `${pool.machineType} with ${pool.accelerator.count} x ${pool.accelerator.type}`,
          quantity(hours),
          dollars(listed),
          dollars(spot),
          aboutUsd(hours * listed),
          aboutUsd(hours * spot),
        ];
      }),
  );
  if (rows.length === 0) return [];
  return [
    "## GPU nodes",
    `Spot machines cost at most ${percent(spotShare)} of the list price, and Google takes them back when it likes. So a disposable environment has them and a protected one does not.`,
    table(["Pool", "Node", "Hours", "Hour", "Hour, spot", "A month", "A month, spot"], rows),
  ];
}
