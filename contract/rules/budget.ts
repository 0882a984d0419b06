import { estimate } from "../cost/estimate";
import { totalUsd } from "../cost/line";
import type { Environment } from "../environment";
import type { Issue } from "../issue";
import { suggestion } from "../schema-issues";
import type { Rule } from "./rule";

/** Number of the most expensive cost lines that the message names. */
const heaviest = 3;

type NewIssue = (field: string, message: string) => Issue;

/** The budget covers the estimated cost, and `usage` names only services and GPU pools that exist. */
export const budgetIssues: Rule = ({ environment, file }) => {
  const issue: NewIssue = (field, message) => ({ file, field, message });
  return [...undeclaredIssues(environment, issue), ...coverIssues(environment, issue)];
};

function undeclaredIssues({ usage, services, excludedServices, cluster }: Environment, issue: NewIssue): Issue[] {
  const slugs = services.map(({ slug }) => slug);
  const pools = Object.keys(cluster?.gpuPools ?? {});
  return [
    ...Object.keys(usage.services)
      .filter((key) => !slugs.includes(key))
      .map((key) =>
        issue(
          `usage.services.${key}`,
          excludedServices.includes(key)
            ? "is the usage of a service that excludedServices takes out of this environment; remove one of the two"
            : `no service '${key}' in catalog.ts${suggestion(key, slugs)}`,
        ),
      ),
    ...Object.keys(usage.gpuNodeHours)
      .filter((key) => !pools.includes(key))
      .map((key) =>
        issue(`usage.gpuNodeHours.${key}`, `no pool '${key}' in cluster.gpuPools${suggestion(key, pools)}`),
      ),
  ];
}

function coverIssues(environment: Environment, issue: NewIssue): Issue[] {
  const { monthlyUsd } = environment.budget;
  const lines = estimate(environment);
  const total = totalUsd(lines);
  if (monthlyUsd >= total) return [];
  const most = [...lines]
    .sort((one, other) => other.usd - one.usd)
    .slice(0, heaviest)
    .map(({ product, title, usd }) => `${product} '${title}' with ${usd.toFixed(2)}`);
  return [
    issue(
      "budget.monthlyUsd",
      `${monthlyUsd} is less than the ${total.toFixed(2)} dollars a month that what is declared here costs, most of all ${most.join(", ")}; raise it to ${Math.ceil(total)} or more, or correct usage`,
    ),
  ];
}
