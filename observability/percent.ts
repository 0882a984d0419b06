/** A share as a percentage: 0.05 becomes `5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(12))} %`;
