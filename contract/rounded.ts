/** Without the noise of binary fractions, to twelve significant digits: 1 - 0.995 is 0.005. */
export const rounded = (value: number): number => Number(value.toPrecision(12));
