import { estimate } from "../cost/estimate";
import { totalUsd } from "../cost/line";
import type { Environment } from "../environment";
import type { Fault } from "../fault";
import { suggestion } from "../schema-faults";
import type { Rule } from "./rule";

/** Number of the most expensive cost lines that the message names. */
const heaviest = 3;

type NewFault = (field: string, message: string) => Fault;

/** The budget covers the estimated cost, and `usage` names only services and GPU pools that exist. */
export const budgetFaults: Rule = ({ environment, file }) => {
  const fault: NewFault = (field, message) => ({ file, field, message });
  return [...undeclaredFaults(environment, fault), ...coverFaults(environment, fault)];
};

function undeclaredFaults({ usage, services, excludedServices, cluster }: Environment, fault: NewFault): Fault[] {
  const keys = services.map(({ key }) => key);
  const pools = Object.keys(cluster?.gpuPools ?? {});
  return [
    ...Object.keys(usage.services)
      .filter((key) => !keys.includes(key))
      .map((key) =>
        fault(
          `usage.services.${key}`,
          excludedServices.includes(key)
            ? "is the usage of a service that excludedServices takes out of this environment; remove one of the two"
            : `no service '${key}' in platform.ts${suggestion(key, keys)}`,
        ),
      ),
    ...Object.keys(usage.gpuNodeHours)
      .filter((key) => !pools.includes(key))
      .map((key) =>
        fault(`usage.gpuNodeHours.${key}`, `no pool '${key}' in cluster.gpuPools${suggestion(key, pools)}`),
      ),
  ];
}

function coverFaults(environment: Environment, fault: NewFault): Fault[] {
  const { monthlyUsd } = environment.budget;
  const lines = estimate(environment);
  const total = totalUsd(lines);
  if (monthlyUsd >= total) return [];
  const most = [...lines]
    .sort((one, other) => other.usd - one.usd)
    .slice(0, heaviest)
    .map(({ product, title, usd }) => `${product} '${title}' with ${usd.toFixed(2)}`);
  return [
    fault(
      "budget.monthlyUsd",
      `${monthlyUsd} is less than the ${total.toFixed(2)} dollars a month that what is declared here costs, most of all ${most.join(", ")}; raise it to ${Math.ceil(total)} or more, or correct usage`,
    ),
  ];
}
