import { unitUsd, type Price } from "./price";

/** What a part of an environment costs in a month. */
export interface CostLine {
  /** Permanent; tells the line from every other one of the estimate. */
  readonly key: string;
  /** Product that the bill shows it under. */
  readonly product: string;
  readonly title: string;
  /** What is billed, free amounts taken off. */
  readonly quantity: number;
  readonly unit: string;
  /** Dollars a unit. */
  readonly unitUsd: number;
  /** Dollars a month, to the cent. */
  readonly usd: number;
  /** What the quantity rests on. */
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

/** Makes lines that are billed at a price of the table, in one location. */
export const pricedLine =
  (location: string) =>
  (key: string, product: string, title: string, price: Price, quantity: number, assumption: string): CostLine =>
    costLine({ key, product, title, quantity, unit: price.unit, unitUsd: unitUsd(price, location), assumption });

/** Sum of lines, added in cents, so that it is what a reader gets who adds the lines up. */
export const totalUsd = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { usd }) => sum + cents(usd), 0) / 100;

/** What is billed of an amount of which a part is free. */
export const quantityBeyondFree = (free: number, amount: number): number => Math.max(0, amount - free);
