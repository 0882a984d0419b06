import { describe, expect, test } from "vitest";
import { z } from "zod";
import { LogMetric } from "../../../constructs/cloud-logging/log-metric";
import type { LineMetric } from "../../../log-contract/log-line";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { only } from "../fixtures";

const counter: LineMetric = { name: "doors_opened", description: "Doors that opened", unit: "1", counts: "lines" };
const values: LineMetric = {
  ...counter,
  name: "door_seconds",
  unit: "s",
  counts: "values",
  field: "seconds",
  bounds: [0.5, 1, 2],
};

const metric = (made: LineMetric, message = "Door opened"): Attributes => {
  const schema = z.looseObject({
    message: z.literal(message),
    door: z.enum(["front", "back"]).describe("Which door"),
    colour: z.enum(["red", "green"]).describe("Its colour"),
    seconds: z.number().min(0).describe("How long it took"),
    steps: z.int().optional().describe("Steps to it"),
    locked: z.boolean().describe("Whether it was locked"),
  });
  const line = { message, when: "A door has opened.", schema, example: {}, metrics: { made } };
  return only(
    synthesize((scope) => {
      new LogMetric(scope, "LogMetric", { environment: environment("dev"), line, metric: "made" });
    }),
    "google_logging_metric",
  );
};

describe("LogMetric", () => {
  test("counts the lines of Cloud Run with its message, whatever their severity", () => {
    expect(metric(counter)).toEqual({
      project: "parley-audio-dev",
      name: "doors_opened",
      description: "Doors that opened",
      filter: 'resource.type="cloud_run_revision" AND jsonPayload.message="Door opened"',
      metric_descriptor: { metric_kind: "DELTA", value_type: "INT64", unit: "1" },
    });
  });

  test("tells lines apart by labels, each described as in the schema and in the order of their names", () => {
    const { metric_descriptor: descriptor, label_extractors: extractors } = metric({
      ...counter,
      labels: { entrance: "door", colour: "colour" },
    });
    expect(descriptor.labels).toEqual([
      { key: "colour", value_type: "STRING", description: "Its colour" },
      { key: "entrance", value_type: "STRING", description: "Which door" },
    ]);
    expect(extractors).toEqual({ colour: "EXTRACT(jsonPayload.colour)", entrance: "EXTRACT(jsonPayload.door)" });
  });

  test("records a number of each line in buckets of its own bounds", () => {
    expect(metric(values)).toEqual({
      project: "parley-audio-dev",
      name: "door_seconds",
      description: "Doors that opened",
      filter: 'resource.type="cloud_run_revision" AND jsonPayload.message="Door opened"',
      metric_descriptor: { metric_kind: "DELTA", value_type: "DISTRIBUTION", unit: "s" },
      value_extractor: "EXTRACT(jsonPayload.seconds)",
      bucket_options: { explicit_buckets: { bounds: [0.5, 1, 2] } },
    });
  });

  test("passes over a line without the number where it may be absent", () => {
    expect(metric({ ...values, field: "steps" })["filter"]).toBe(
      'resource.type="cloud_run_revision" AND jsonPayload.message="Door opened" AND jsonPayload.steps:*',
    );
  });

  test.each<[string, LineMetric, string]>([
    ["a name that PromQL would rewrite", { ...counter, name: "doors-opened" }, "name must be 1 to 100 of a-z"],
    ["a name with a capital", { ...counter, name: "Doors" }, "got 'Doors'"],
    ["no name", { ...counter, name: "" }, "name must be"],
    ["a name of 101 characters", { ...counter, name: "a".repeat(101) }, "name must be"],
    ["a label of an unknown field", { ...counter, labels: { window: "window" } }, "label 'window' must be of a string"],
    ["a label of a number", { ...counter, labels: { seconds: "seconds" } }, "label 'seconds' must be of a string"],
    ["a label that PromQL would rewrite", { ...counter, labels: { "the-door": "door" } }, "label must be 1 to 100 of"],
    [
      "eleven labels",
      { ...counter, labels: Object.fromEntries("abcdefghijk".split("").map((label) => [label, "door"])) },
      "labels must be 10 at most, got 11",
    ],
    ["an unknown field", { ...values, field: "minutes" }, "field must be a number in the schema, got 'minutes'"],
    ["a field of text", { ...values, field: "door" }, "field must be a number in the schema, got 'door'"],
    ["a field of true and false", { ...values, field: "locked" }, "field must be a number in the schema, got 'locked'"],
    ["no bounds", { ...values, bounds: [] }, "bounds must not be empty"],
    ["bounds that fall", { ...values, bounds: [2, 1] }, "bounds must rise, got 2, 1"],
    ["equal bounds", { ...values, bounds: [1, 1] }, "bounds must rise, got 1, 1"],
    ["a bound without end", { ...values, bounds: [1, Infinity] }, "bounds must rise, got 1, Infinity"],
  ])("refuses %s", (_, made, message) => {
    expect(() => metric(made)).toThrow(message);
    expect(() => metric(made)).toThrow("test/LogMetric: ");
  });

  test.each(['Door "front" opened', "Door\\opened", "Door\nopened"])(
    "refuses the message %j, which a filter would read otherwise",
    (message) => {
      expect(() => metric(counter, message)).toThrow("message must hold no quote, backslash or line break");
    },
  );

  test("takes the longest name and the most labels that Google takes", () => {
    const labels = Object.fromEntries("abcdefghij".split("").map((label) => [label, "door"]));
    expect(metric({ ...counter, name: "a".repeat(100), labels }).metric_descriptor.labels).toHaveLength(10);
  });
});
