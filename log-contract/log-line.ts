import type { z } from "zod";

/** The part of a log-based metric that is read from a line. */
interface FromLine {
  /** Last part of the metric's name. A rename creates a new, empty metric. */
  readonly name: string;
  readonly description: string;
  /** Unit in Cloud Monitoring's notation: `1`, `ms`, `s`. */
  readonly unit: string;
  /** Map from label to the field with its value. Each needs few distinct values, or Cloud Monitoring throttles the metric. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A log-based metric of a line: it counts the lines, or records the distribution of a number in them. */
export type LineMetric =
  | (FromLine & { readonly counts: "lines" })
  | (FromLine & {
      readonly counts: "values";
      /** Field with the number. */
      readonly field: string;
      /** Exclusive upper bounds of the histogram's buckets. A threshold on the metric is exact only if it is one of them. */
      readonly bounds: readonly number[];
    });

/**
 * A structured log line on which metrics depend: one JSON object per line on standard
 * output, which Cloud Logging stores as `jsonPayload`.
 */
export interface LogLine {
  /** Value of `message`, which identifies the line; never translated, never with a variable part. */
  readonly message: string;
  /** The event after which a service writes the line. */
  readonly when: string;
  /** Every field with its meaning, including `message`. Unknown fields are allowed and ignored. */
  readonly schema: z.ZodObject;
  readonly example: Readonly<Record<string, unknown>>;
  /** Map from the key that alerts and dashboards use to the metric. */
  readonly metrics: Readonly<Record<string, LineMetric>>;
}
