import { describe, expect, test } from "vitest";
import { LogMetrics } from "../../../constructs/cloud-logging/log-metrics";
import { logMetrics } from "../../../observability/metrics/log-based";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, list, type Change } from "../fixtures";

const synthesized = (change?: Change): Synthesized =>
  synthesize((scope) => {
    new LogMetrics(scope, "LogMetrics", { environment: environment("prod", change) });
  });
const names = (of: Synthesized): string[] =>
  list(of, "google_logging_metric")
    .map(({ name }) => name as string)
    .sort();

describe("LogMetrics", () => {
  test("makes every metric of the contract, under the name by which alerts read it and with the same kind, unit and labels", () => {
    const made = Object.fromEntries(
      list(synthesized(), "google_logging_metric").map(({ name, metric_descriptor: of }): [string, Attributes] => [
        `logging.googleapis.com/user/${name as string}`,
        { kind: of.metric_kind, valueType: of.value_type, unit: of.unit, labels: of.labels ?? [] },
      ]),
    );
    expect(Object.keys(made)).toHaveLength(12);
    for (const { type, kind, valueType, unit, labels } of Object.values(logMetrics)) {
      const { labels: described, ...rest } = made[type]!;
      expect(rest).toEqual({ kind, valueType, unit });
      expect(described.map(({ key }: Attributes) => key)).toEqual(labels);
    }
  });

  test("leaves out the metrics of a line that no service writes", () => {
    const withoutSpeech = synthesized((_, catalog) => {
      catalog.services.conversation!.calls = ["vertex-ai"];
    });
    expect(names(synthesized()).filter((name) => !names(withoutSpeech).includes(name))).toEqual([
      "tts_characters",
      "tts_duration",
      "tts_estimated_cost",
    ]);
  });

  test("never asks for a severity, which loggers that write a level leave out", () => {
    for (const { filter } of list(synthesized(), "google_logging_metric")) expect(filter).not.toMatch(/severity|level/);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new LogMetrics(scope, "LogMetrics", { environment: of }));
  });
});
