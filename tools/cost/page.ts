import { baseline, estimate } from "../../contract/cost/estimate";
import { totalUsd, type CostLine } from "../../contract/cost/line";
import type { Environment } from "../../contract/environment";
import { bulletList, inlineCode, table } from "../markdown";
import { committedUse } from "./committed-use";
import { gpuNodes } from "./gpu-nodes";
import { limits } from "./limits";
import { dollars, percent, price, quantity } from "./money";
import { priceTable } from "./price-table";

const intro = `# Cost

What each environment costs in a month, line by line, in US dollars. \`npm run update\` writes this page from \`environments/\`; edit those instead.

- **An estimate, not a bill.** It multiplies what an environment declares, and the \`usage\` that it expects, with Google's list prices. What a project has free is taken off. What a billing account has free is not, since its projects share it, and neither are discounts.
- **The budget covers it.** The contract refuses a \`budget.monthlyUsd\` below the estimate and names the lines that weigh most.
- **\`usage\` is a guess until it is measured.** Write the measured figures there at each cost review; the prices are due then as well.
- **The first of several environments stays cheap.** The command fails if it costs ${limits.usd} dollars or more, or ${limits.share * 100} % of the one that serves users.`;

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
  return [
    table(
      ["Environment", "A month", "Without a user", "Budget", "Share of it"],
      environments.map((environment) => {
        const usd = totalUsd(estimate(environment));
        const { monthlyUsd } = environment.budget;
        return [
          inlineCode(environment.name),
          dollars(usd),
          dollars(totalUsd(baseline(environment))),
          dollars(monthlyUsd),
          percent(usd / monthlyUsd),
        ];
      }),
    ),
    "The budget tells the contacts by e-mail at 80 and 100 % of its amount, as soon as the forecast for the month reaches 120 %, and at 150 %, which asks for a rollback.",
  ];
}

function environmentSection(environment: Environment): string[] {
  const lines = estimate(environment);
  return [
    `## ${environment.name}`,
    bulletList(
      byProduct(lines)
        .filter(([, usd]) => usd >= totalUsd(lines) / 100)
        .map(([product, usd]) => `${product}: ${dollars(usd)}, ${percent(usd / totalUsd(lines))}`),
    ),
    table(
      ["Product", "Line", "Quantity", "Unit", "Each", "A month", "Rests on"],
      [
        ...lines.map((line) => [
          line.product,
          line.title,
          quantity(line.quantity),
          line.unit,
          price(line.unitUsd),
          dollars(line.usd),
          line.assumption,
        ]),
        ["**Total**", "", "", "", "", `**${dollars(totalUsd(lines))}**`, ""],
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
