/** A figure to two significant digits, since an estimate knows no more. */
export function about(value: number): number {
  if (value === 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  // Dividing by a whole step keeps the digits exact where a factor such as 0.01 would not.
  return step >= 1 ? Math.round(value / step) * step : Number(value.toPrecision(2));
}
