/** A share as people read it: 0.05 becomes `5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(12))} %`;
