import { formatList } from "../../contract/format-list";
import { pricedRegion, unitUsd, type Evidence, type Price } from "../../contract/cost/price";
import { prices, pricesOf } from "../../contract/cost/prices";
import type { Environment } from "../../contract/environment";
import { bulletList, table } from "../markdown";
import { price } from "./money";

const meaning: Readonly<Record<Evidence, string>> = {
  page: "read on a stored copy of Google's page, whose own date may be older",
  quoted: "read in somebody's quotation of that page",
  memory: "neither: look it up before you rely on it",
};

/** Unit prices with their sources. */
export function priceTable(environments: readonly Environment[]): string[] {
  const elsewhere = environments
    .filter(({ primaryRegion }) => primaryRegion !== pricedRegion)
    .map(({ name, primaryRegion }) => `${name} in \`${primaryRegion}\``);
  return [
    "## Prices",
    `As of ${pricesOf}, in US dollars, of \`${pricedRegion}\` or of all locations.${elsewhere.length === 0 ? "" : ` Estimated with them although they are elsewhere: ${formatList(elsewhere)}.`} Each says how it is known:`,
    bulletList(Object.entries(meaning).map(([evidence, how]) => `**${evidence}**: ${how}.`)),
    table(
      ["Price", "Dollars", "Location", "Google's page", "As of", "Known from"],
      Object.keys(prices)
        .sort()
        .flatMap((name) => priceRows(name, (prices as Readonly<Record<string, Price>>)[name]!)),
    ),
  ];
}

const priceRows = (name: string, entry: Price): string[][] =>
  Object.keys(entry.usd).map((location) => [
    name,
    shown(entry, location),
    location,
    entry.source,
    entry.evidence === "memory" ? "–" : (entry.asOf ?? pricesOf),
    entry.evidence,
  ]);

/** As Google's page writes it: `0.03 per 100,000 x document`. */
function shown(entry: Price, location: string): string {
  const usd = price(unitUsd({ ...entry, per: 1 }, location));
  return `${usd} per ${entry.per === 1 ? "" : `${price(entry.per)} x `}${entry.unit}`;
}
