import type { z } from "zod";

/** What a log-based metric takes from a line. */
interface FromLine {
  /** Last part of the metric's name; a renamed metric is another one, which starts empty. */
  readonly name: string;
  readonly description: string;
  /** Unit as Cloud Monitoring writes it: `1`, `ms`, `s`. */
  readonly unit: string;
  /** Label to the field that holds its value. Few values each, or Cloud Monitoring throttles the metric. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A metric that a line feeds: one that counts lines, or one that records a number of each. */
export type LineMetric =
  | (FromLine & { readonly counts: "lines" })
  | (FromLine & {
      readonly counts: "values";
      /** Field with the number. */
      readonly field: string;
      /** Upper bounds of the histogram's buckets, each exclusive; a threshold on the metric is exact only where it is one of them. */
      readonly bounds: readonly number[];
    });

/**
 * A structured log line on which metrics depend: one JSON object a line on
 * standard output, which Cloud Logging keeps as `jsonPayload`.
 */
export interface LogLine {
  /** Value of `message`, by which the line is found; never translated, never with a value in it. */
  readonly message: string;
  /** What has happened when it is written. */
  readonly when: string;
  /** Every field with its meaning, `message` included. Unknown fields are allowed and read by nobody. */
  readonly schema: z.ZodObject;
  readonly example: Readonly<Record<string, unknown>>;
  /** By the key under which alerts and dashboards name each. */
  readonly metrics: Readonly<Record<string, LineMetric>>;
}
