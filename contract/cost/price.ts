/**
 * Evidence for a figure: `page` was read in a copy of Google's page, `quoted` in a
 * third party's quotation of it. `memory` has no source and must be verified before
 * use.
 */
export type Evidence = "page" | "quoted" | "memory";

/** A Google list price in US dollars, before discounts. */
export interface Price {
  /** Billing unit, such as `GiB-month`. */
  readonly unit: string;
  /** Map from location to US dollars for `per` units; the key is `global` where all locations have the same price. */
  readonly usd: Readonly<Record<string, number>>;
  /** Number of units that Google's page quotes the price for. */
  readonly per: number;
  /** Title of Google's page that lists it. */
  readonly source: string;
  readonly evidence: Evidence;
  /** Day on which it was last compared with its source. @default - `pricesOf` */
  readonly asOf?: string;
}

/** The region whose prices the table lists; other regions are estimated with them. */
export const pricedRegion = "us-central1";

/** US dollars per unit in a location, or in `pricedRegion` if the table has no price for the location. */
export function unitUsd({ usd, per }: Price, location: string): number {
  return (usd[location] ?? usd["global"] ?? usd[pricedRegion] ?? 0) / per;
}
