import { firstShare, thresholds } from "../../constructs/billing/thresholds";
import { baseline, estimate, modelLinesOf } from "../../contract/cost/estimate";
import { totalUsd, type CostLine } from "../../contract/cost/line";
import { formatList } from "../../contract/format-list";
import type { Environment } from "../../contract/environment";
import { cases } from "../../contract/figure";
import { warnings } from "../../contract/warnings";
import { bulletList, inlineCode, table } from "../markdown";
import { assumptionTable } from "./assumptions";
import { committedUse } from "./committed-use";
import { gpuNodes } from "./gpu-nodes";
import { limits } from "./limits";
import { aboutUsd, percent, price, quantity } from "./money";
import { priceTable } from "./price-table";

const intro = `# Cost

What each environment costs in a month, in US dollars. \`npm run update\` writes this page from \`environments/\`; edit those instead.

- **An estimate, not a bill.** It multiplies what an environment declares, and the \`usage\` that it expects, with Google's list prices. What a project has free is taken off. What a billing account has free is not, since its projects share it, and neither are discounts.
- **Low, expected and high.** A figure of \`usage\` that nobody knows is a spread, and the estimate is made three times, with all of them at their low, expected and high. Amounts are rounded to two digits: the guesses are no better.
- **The budget is what its owner wants to hear about.** It need not cover the estimate. Where the two differ by more than five times, this page and \`npm run synth\` say so; nothing is refused.
- **\`usage\` is a guess until it is measured.** Write the measured figures there at each cost review; the prices are due then as well.
- **The first of several environments stays cheap.** The command fails if it costs ${limits.usd} dollars or more, or ${limits.share * 100} % of the one that serves users, once anybody uses that one.`;

/** docs/cost.md, from the environments in the order of promotion. */
export function costPage(environments: readonly Environment[]): string {
  // Who serves users comes first, since it is the one that costs.
  const lastFirst = [...environments].reverse();
  const sections = [
    intro,
    ...overview(lastFirst),
    ...lastFirst.flatMap(environmentSection),
    ...gpuNodes(lastFirst),
    ...committedUse(lastFirst),
    ...priceTable(lastFirst),
  ];
  return `${sections.join("\n\n")}\n`;
}

function overview(environments: readonly Environment[]): string[] {
  const doubtful = warnings(environments);
  return [
    table(
      ["Environment", "Low", "Expected", "High", "Without a user", "Budget", "First mail at"],
      environments.flatMap((environment) => {
        const { name, budget } = environment;
        return [
          overviewRow(inlineCode(name), environment, (lines) => [...lines], budget.monthlyUsd),
          ...(budget.modelMonthlyUsd === undefined
            ? []
            : [overviewRow(`${inlineCode(name)}, the model alone`, environment, modelLinesOf, budget.modelMonthlyUsd)]),
        ];
      }),
    ),
    ...(doubtful.length === 0 ? [] : [bulletList(doubtful.map((line) => `**To check:** ${line}`))]),
    mailsInWords(),
  ];
}

function overviewRow(
  title: string,
  environment: Environment,
  part: (lines: readonly CostLine[]) => CostLine[],
  budgetUsd: number,
): string[] {
  return [
    title,
    ...cases.map((one) => aboutUsd(totalUsd(part(estimate(environment, one))))),
    aboutUsd(totalUsd(part(baseline(environment)))),
    quantity(budgetUsd),
    quantity(Math.round(budgetUsd * firstShare)),
  ];
}

/** The thresholds of each budget in a sentence. */
function mailsInWords(): string {
  const of = (basis: (typeof thresholds)[number]["basis"]): string =>
    formatList(thresholds.filter((one) => one.basis === basis).map(({ share }) => percent(share)));
  return `Each budget tells the contacts by e-mail at ${of("CURRENT_SPEND")} of its amount, and when the forecast for the month reaches ${of("FORECASTED_SPEND")}. At 150 % a release that caused it is rolled back.`;
}

function environmentSection(environment: Environment): string[] {
  const [low, expected, high] = cases.map((one) => estimate(environment, one)) as [CostLine[], CostLine[], CostLine[]];
  const usdOf = (lines: readonly CostLine[], key: string): string =>
    aboutUsd(lines.find((line) => line.key === key)?.usd ?? 0);
  const total = totalUsd(expected);
  return [
    `## ${environment.name}`,
    bulletList(
      byProduct(expected)
        .filter(([, usd]) => usd >= total / 100)
        .map(([product, usd]) => `${product}: ${aboutUsd(usd)}, ${percent(usd / total)}`),
    ),
    ...assumptionTable(environment),
    table(
      ["Product", "Line", "Quantity", "Unit", "Each", "Low", "Expected", "High", "Rests on"],
      [
        // A line may be there in the high case alone, where a free amount ends.
        ...high.map((dear) => {
          const line = expected.find(({ key }) => key === dear.key) ?? { ...dear, quantity: 0, usd: 0 };
          return [
            line.product,
            line.title,
            quantity(line.quantity),
            line.unit,
            price(line.unitUsd),
            usdOf(low, line.key),
            aboutUsd(line.usd),
            aboutUsd(dear.usd),
            line.assumption,
          ];
        }),
        ["**Total**", "", "", "", "", ...[low, expected, high].map((lines) => `**${aboutUsd(totalUsd(lines))}**`), ""],
      ],
    ),
  ];
}

/** Dollars of each product, the dearest first. */
function byProduct(lines: readonly CostLine[]): [product: string, usd: number][] {
  const products = [...new Set(lines.map(({ product }) => product))];
  return products
    .map((product): [string, number] => [product, totalUsd(lines.filter((line) => line.product === product))])
    .sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
}
