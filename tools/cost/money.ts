/** `48,854.63`. */
export const dollars = (usd: number): string => grouped(usd.toFixed(2));

/** A quantity to two places, without zeros at its end. */
export const quantity = (amount: number): string => grouped(String(Math.round(amount * 100) / 100));

/** A price with all its places, never in scientific notation. */
export const price = (usd: number): string => grouped(usd.toFixed(10).replace(/\.?0+$/, ""));

/** A share as whole percent. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

function grouped(figure: string): string {
  const [whole = "", places] = figure.split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return places === undefined ? groups : `${groups}.${places}`;
}
