/** With commas between thousands. Each caller rounds, so that no ICU decides on halves. */
const grouped = (places: { least: number; most: number }): ((figure: string) => string) => {
  const format = new Intl.NumberFormat("en-GB", {
    useGrouping: true,
    minimumFractionDigits: places.least,
    maximumFractionDigits: places.most,
  });
  // A text is taken digit by digit.
  return (figure) => format.format(figure as `${number}`);
};
const exact = grouped({ least: 2, most: 2 });
const short = grouped({ least: 0, most: 10 });

/** `48,854.63`. */
export const dollars = (usd: number): string => exact(usd.toFixed(2));

/** A quantity to two places, without zeros at its end. */
export const quantity = (amount: number): string => short((Math.round(amount * 100) / 100).toString());

/** A price with all its places, never in scientific notation. */
export const price = (usd: number): string => short(usd.toFixed(10));

/** A share as whole percent. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
