import { baseline, estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import type { Environment } from "../../contract/environment";
import { isSpread, type Figure } from "../../contract/figure";
import { inlineCode, table } from "../markdown";
import { aboutUsd, quantity } from "./money";

/** Least share of the expected total that an assumption must carry to have a row. */
const leastShare = 0.01;

/** Averages divide a load and do not add to it, so nothing rests on them alone. */
const averages = ["averageSeconds", "averageMinutes"];

/** A figure of the usage and the dollars that would go with it. */
interface Assumption {
  readonly path: readonly string[];
  readonly figure: Figure;
  readonly usd: number;
}

/** What each assumption of the usage carries: the estimate, less the estimate without that figure. */
export function assumptionTable(environment: Environment): string[] {
  const total = totalUsd(estimate(environment));
  const fixed = totalUsd(baseline(environment));
  const rows = assumptionsOf(environment)
    .filter(({ usd }) => usd >= total * leastShare)
    .sort((one, other) => other.usd - one.usd || (one.path.join(".") < other.path.join(".") ? -1 : 1));
  if (rows.length === 0) return [];
  return [
    "What the dollars rest on, in a month as expected. A dollar can rest on several: without session hours no turn is paid either, so the column adds up to more than the total. The last column has the total if that assumption alone is at its low or its high.",
    table(
      ["Assumption", "Low", "Expected", "High", "Rests on it", "Total at low and high"],
      [
        ["what always runs, without any user", "", "", "", aboutUsd(fixed), ""],
        ...rows.map(({ path, figure, usd }) => [
          inlineCode(`usage.${path.join(".")}`),
          ...figureCells(figure),
          aboutUsd(usd),
          isSpread(figure)
            ? `${aboutUsd(totalWith(environment, path, figure.low))} to ${aboutUsd(totalWith(environment, path, figure.high))}`
            : "",
        ]),
      ],
    ),
  ];
}

/** Low, expected and high; a figure that is known has no low and no high. */
const figureCells = (figure: Figure): string[] =>
  isSpread(figure)
    ? [quantity(figure.low), quantity(figure.expected), quantity(figure.high)]
    : ["", quantity(figure), ""];

function assumptionsOf(environment: Environment): Assumption[] {
  const total = totalUsd(estimate(environment));
  return figuresIn(environment.usage)
    .filter(({ path }) => !averages.includes(path.at(-1)!))
    .map(({ path, figure }) => ({ path, figure, usd: total - totalWith(environment, path, 0) }));
}

/** The expected total if one figure of the usage is another one. */
function totalWith(environment: Environment, path: readonly string[], figure: number): number {
  const usage = replaced(environment.usage, path, figure) as Environment["usage"];
  return totalUsd(estimate({ ...environment, usage }));
}

/** Each figure in a value, with its path. */
function figuresIn(value: unknown, path: readonly string[] = []): { path: readonly string[]; figure: Figure }[] {
  if (typeof value === "number" || isSpread(value)) return [{ path, figure: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => figuresIn(inner, [...path, key]));
}

/** A copy of a value with another figure at a path. */
function replaced(value: unknown, [step, ...rest]: readonly string[], figure: number): unknown {
  if (step === undefined) return figure;
  const parent = value as Readonly<Record<string, unknown>>;
  return { ...parent, [step]: replaced(parent[step], rest, figure) };
}
