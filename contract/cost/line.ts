import { unitUsd, type Price } from "./price";

/** Monthly cost of one part of an environment. */
export interface CostLine {
  /** Permanent id, unique within the estimate. */
  readonly key: string;
  /** Google product under which the bill lists the line. */
  readonly product: string;
  readonly title: string;
  /** Billed quantity, after free amounts. */
  readonly quantity: number;
  readonly unit: string;
  /** US dollars per unit. */
  readonly unitUsd: number;
  /** US dollars a month, to the cent. */
  readonly usd: number;
  /** How the quantity was calculated. */
  readonly assumption: string;
}

/** Hours of an average month, as Google's calculator counts them. */
export const hoursAMonth = 730;
/** Days of an average month. */
export const daysAMonth = hoursAMonth / 24;
export const minutesAMonth = hoursAMonth * 60;

const cents = (usd: number): number => Math.round(usd * 100);

export function costLine(line: Omit<CostLine, "usd">): CostLine {
  return { ...line, usd: cents(line.quantity * line.unitUsd) / 100 };
}

/** Returns a function that creates cost lines of one product, priced from the table for one location. */
export const pricedLine =
  (location: string) =>
  (key: string, product: string, title: string, price: Price, quantity: number, assumption: string): CostLine =>
    costLine({ key, product, title, quantity, unit: price.unit, unitUsd: unitUsd(price, location), assumption });

/** Sum of the lines, added in cents, so that it equals the sum of the displayed amounts. */
export const totalUsd = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { usd }) => sum + cents(usd), 0) / 100;

/** Billed part of an amount, quantityBeyondFree its free part. */
export const quantityBeyondFree = (free: number, amount: number): number => Math.max(0, amount - free);
