import { about } from "../about";
import { environmentFile } from "../issue";
import type { Environment } from "../environment";
import { hasUsers } from "../load";
import { estimate, modelLinesOf } from "./estimate";
import { totalUsd, type CostLine } from "./line";
import { asUsed } from "./used-environment";

/**
 * How far a budget may be from the estimate before it is said. Usage and prices are
 * guesses, so less is a matter of taste; five times is most often a digit too many
 * or too few.
 */
const factor = 5;

/** Number of the most expensive cost lines that a warning names. */
const heaviest = 3;

/**
 * A budget that differs from the estimate by more than a factor, in words. It is
 * never refused: the budget is what its owner wants to hear about. Where no user is
 * expected there is nothing to compare it with.
 */
export function budgetWarnings(environment: Environment): string[] {
  const { monthlyUsd, modelMonthlyUsd } = environment.budget;
  if (!hasUsers(asUsed(environment, "expected").usage)) return [];
  const lines = estimate(environment);
  const compared: [field: string, usd: number | undefined, lines: CostLine[]][] = [
    ["budget.monthlyUsd", monthlyUsd, lines],
    ["budget.modelMonthlyUsd", modelMonthlyUsd, modelLinesOf(lines)],
  ];
  return compared.flatMap(([field, usd, of]) => {
    const expected = totalUsd(of);
    const words = usd === undefined || expected === 0 ? undefined : difference(usd, expected, of);
    return words === undefined ? [] : `${environmentFile(environment.name)}: ${field}: ${words}`;
  });
}

function difference(usd: number, expected: number, lines: readonly CostLine[]): string | undefined {
  const month = `the ${shown(expected)} dollars that a month of its usage costs`;
  if (usd * factor < expected)
    return `${usd} is less than a fifth of ${month}, so most of its mails come in the first week; most of all ${weighty(lines)}`;
  if (usd > expected * factor)
    return `${usd} is more than five times ${month}, so no mail comes before more than that is spent; is a digit or the usage wrong?`;
  return undefined;
}

const weighty = (lines: readonly CostLine[]): string =>
  [...lines]
    .sort((one, other) => other.usd - one.usd)
    .slice(0, heaviest)
    .map(({ product, title, usd }) => `${product} '${title}' with ${shown(usd)}`)
    .join(", ");

const shown = (usd: number): string => String(about(usd));
