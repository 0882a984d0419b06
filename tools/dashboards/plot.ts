import { escape } from "./html";
import { formatted } from "./units";

export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

interface Plot {
  readonly series: readonly Series[];
  readonly limits: readonly { readonly value: number; readonly label: string }[];
  readonly unit: string;
  readonly axis: string;
  readonly logarithmic: boolean;
  readonly stacked: boolean;
  readonly width: number;
  readonly height: number;
}

const colors = ["#1a73e8", "#e8710a", "#188038", "#9334e6", "#007b83", "#d01884", "#5f6368", "#b06000"];
/** Width of the values on the axis; pixels. */
const left = 84;
/** Height of the axis name; pixels. */
const head = 22;
const foot = 6;

/** SVG chart of series over time with horizontal limit lines and a legend. */
export function plot({ series, limits, unit, axis, logarithmic, stacked, width, height }: Plot): string {
  const drawn = stacked ? stack(series) : series;
  const values = [...drawn.flatMap((one) => one.values), ...limits.map(({ value }) => value)];
  const top = 1.1 * Math.max(...values) || 1;
  const bottom = logarithmic ? Math.min(...values.filter((value) => value > 0)) / 2 : 0;
  const share = (value: number): number =>
    logarithmic ? Math.log(Math.max(value, bottom) / bottom) / Math.log(top / bottom) : value / top;
  const y = (value: number): string => (height - foot - share(value) * (height - foot - head)).toFixed(1);
  const path = (points: readonly number[]): string =>
    points
      .map((value, index) => `${(left + (index / (points.length - 1)) * (width - left)).toFixed(1)},${y(value)}`)
      .join(" ");
  const color = (index: number): string => colors[index % colors.length]!;
  // The first area is the lowest, so it is drawn last, on top.
  const areas = stacked
    ? drawn.map(
        (one, index) =>
          `<polygon points="${left},${y(0)} ${path(one.values)} ${width},${y(0)}" fill="${color(index)}" stroke="#fff"/>`,
      )
    : [];
  const lines = stacked
    ? []
    : drawn.map(
        (one, index) =>
          `<polyline points="${path(one.values)}" fill="none" stroke="${color(index)}" stroke-width="1.5"/>`,
      );
  const ticks = [0, 0.5, 1].map((part) => {
    const value = logarithmic ? bottom * (top / bottom) ** part : part * top;
    return `<text x="${left - 6}" y="${y(value)}" dy="3" text-anchor="end">${formatted(value, unit)}</text>`;
  });
  const across = limits.map(
    ({ value, label }) =>
      `<line x1="${left}" x2="${width}" y1="${y(value)}" y2="${y(value)}" stroke="#b3261e" stroke-dasharray="4 3"/>` +
      `<text class="limit" x="${width - 2}" y="${y(value)}" dy="-3" text-anchor="end">${escape(label)} (${formatted(value, unit)})</text>`,
  );
  const legend = series.map(
    ({ name }, index) => `<span><i style="background:${color(index)}"></i>${escape(name)}</span>`,
  );
  return (
    `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><text x="0" y="8">${escape(axis)}</text>` +
    `<line x1="${left}" x2="${left}" y1="${head}" y2="${height - foot}" stroke="#dadce0"/>` +
    `${ticks.join("")}${areas.reverse().join("")}${lines.join("")}${across.join("")}</svg>` +
    `<div class="legend">${legend.join("")}</div>`
  );
}

/** Stacks each series on the ones before it. */
function stack(series: readonly Series[]): Series[] {
  const sums: number[] = [];
  return series.map(({ name, values }) => ({
    name,
    values: values.map((value, at) => (sums[at] = (sums[at] ?? 0) + value)),
  }));
}
