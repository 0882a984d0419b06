import { estimate } from "../cost/estimate";
import { totalUsd } from "../cost/line";
import type { Environment } from "../environment";
import type { Issue } from "../issue";
import { suggestion } from "../schema-issues";
import type { Rule } from "./rule";

/** Lines that a refusal names: those that one looks at first. */
const heaviest = 3;

type NewIssue = (field: string, message: string) => Issue;

/** The budget covers what the environment and its expected usage cost, and no usage is of something that it does not have. */
export const budgetIssues: Rule = ({ environment, file }) => {
  const issue: NewIssue = (field, message) => ({ file, field, message });
  return [...undeclaredIssues(environment, issue), ...coverIssues(environment, issue)];
};

function undeclaredIssues({ usage, services, cluster }: Environment, issue: NewIssue): Issue[] {
  const keys = services.map(({ key }) => key);
  const pools = Object.keys(cluster?.gpuPools ?? {});
  return [
    ...Object.keys(usage.services)
      .filter((key) => !keys.includes(key))
      .map((key) => issue(`usage.services.${key}`, `no service '${key}' in platform.ts${suggestion(key, keys)}`)),
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
