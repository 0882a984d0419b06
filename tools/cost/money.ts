import { about } from "../../contract/about";

/** Figures look the same on every machine, whatever its language. */
function figures(options: Intl.NumberFormatOptions): (figure: number) => string {
  const format = new Intl.NumberFormat("en-US", options);
  return (figure) => format.format(figure);
}

/** `48,854.63`. */
export const dollars = figures({ minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What an estimate knows of an amount: `45,000`, and `under 1` of less than a dollar. */
export const aboutUsd = (usd: number): string => (usd > 0 && usd < 1 ? "under 1" : quantity(Math.round(about(usd))));

/** A quantity to two places, without zeros at its end. */
export const quantity = figures({ maximumFractionDigits: 2 });

/** A price with all its places, never in scientific notation. */
export const price = figures({ maximumFractionDigits: 10 });

/** A share as whole percent. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
