import { estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import { committedUse as discounts } from "../../contract/cost/prices";
import type { Environment } from "../../contract/environment";
import { table } from "../markdown";
import { aboutUsd, percent } from "./money";

/** What a commitment to all of Cloud Run would save at most, by the way in which it is billed. */
export function committedUse(environments: readonly Environment[]): string[] {
  const rows = environments.flatMap((environment) => [
    ...savedRow(`${environment.name}: CPU always allocated`, runUsd(environment, false), discounts.instanceBased),
    ...savedRow(`${environment.name}: billed by request`, runUsd(environment, true), discounts.requestBased),
  ]);
  if (rows.length === 0) return [];
  return [
    "## Committed use",
    "Who commits to a spend on Cloud Run for one or three years gets a discount. It is bought on the billing account, so Terraform has no resource for it, and the estimate counts none. If all of Cloud Run were committed:",
    table(["Cloud Run", "A month", "Discount", "Saved with one year", "Saved with three years"], rows),
  ];
}

function runUsd(environment: Environment, cpuIdle: boolean): number {
  const services = environment.services.filter((service) => service.cpuIdle === cpuIdle);
  return totalUsd(
    estimate(environment).filter(({ key }) => services.some((one) => key.startsWith(`run/${one.slug}/`))),
  );
}

function savedRow(
  title: string,
  usd: number,
  { oneYear, threeYears }: { readonly oneYear: number; readonly threeYears: number },
): string[][] {
  if (usd === 0) return [];
  const discount = oneYear === threeYears ? percent(oneYear) : `${percent(oneYear)} and ${percent(threeYears)}`;
  return [[title, aboutUsd(usd), discount, aboutUsd(usd * oneYear), aboutUsd(usd * threeYears)]];
}
