/**
 * How a figure is known: `page` was read on a copy of Google's page, `quoted` in
 * somebody's quotation of it, `memory` in neither and must be looked up before
 * anybody relies on it.
 */
export type Evidence = "page" | "quoted" | "memory";

/** A list price of Google's in US dollars, before discounts. */
export interface Price {
  /** What is counted, such as `GiB-month`. */
  readonly unit: string;
  /** Location to dollars for `per` units; `global` where all locations have one price. */
  readonly usd: Readonly<Record<string, number>>;
  /** Units for which Google's page writes the price. */
  readonly per: number;
  /** Title of Google's page that lists it. */
  readonly source: string;
  readonly evidence: Evidence;
}

/** The region that the table prices; others are estimated with its prices. */
export const pricedRegion = "us-central1";

/** Dollars for one unit in a location, or in the region that the table prices if it has none for this one. */
export function unitUsd({ usd, per }: Price, location: string): number {
  return (usd[location] ?? usd["global"] ?? usd[pricedRegion] ?? 0) / per;
}
