/** A value with its unit, as on a chart's axis. */
export function formatted(value: number, unit: string): string {
  switch (unit) {
    case "10^2.%":
      return `${short(value * 100)} %`;
    case "%":
      return `${short(value)} %`;
    case "1/min":
      return `${short(value)}/min`;
    case "1":
      return short(value);
    case "{USD}":
      return `${short(value)} USD`;
    case "ms":
      return value >= 1000 ? `${short(value / 1000)} s` : `${short(value)} ms`;
    case "s":
      return value >= 120 ? `${short(value / 60)} min` : `${short(value)} s`;
    default:
      return `${prefixed(value)}${unit.replace(/^By/, "B")}`;
  }
}

/** A typical maximum for a chart without limits. */
export const typical = (unit: string): number =>
  ({ "10^2.%": 1, "%": 100, "1": 40, "1/min": 600, ms: 2000, s: 60, By: 5e9, "By/s": 5e6 })[unit] ?? 1000;

function prefixed(value: number): string {
  const [size, prefix] = (
    [
      [1e9, "G"],
      [1e6, "M"],
      [1e3, "k"],
    ] as const
  ).find(([least]) => value >= least) ?? [1, ""];
  return `${short(value / size)} ${prefix}`;
}

/** Three digits that count, with separators: 2,000,000. */
const short = (value: number): string => new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 }).format(value);
