import { describe, expect, test } from "@jest/globals";
import { queueEntry } from "../../environments/queue-entry";

const least = {
  ackDeadlineSeconds: 600,
  retentionDays: 7,
  deadLetterRetentionDays: 30,
  maxDeliveryAttempts: 5,
  retry: { minimumBackoffSeconds: 10, maximumBackoffSeconds: 600 },
};
const messages = (entry: object): string[] =>
  (queueEntry.safeParse({ ...least, ...entry }).error?.issues ?? []).map(({ message }) => message);
const valid = (entry: object): boolean => messages(entry).length === 0;

describe("a queue's entry", () => {
  test("has no order and no format unless asked for", () => {
    expect(queueEntry.parse(least)).toEqual({ ...least, ordered: false });
  });

  test.each([
    ["ackDeadlineSeconds", 10, 600],
    ["retentionDays", 1, 31],
    ["deadLetterRetentionDays", 1, 31],
    ["maxDeliveryAttempts", 5, 100],
  ])("takes %s from %i to %i, whole", (field, min, max) => {
    expect([min, max].map((value) => valid({ [field]: value }))).toEqual([true, true]);
    expect([min - 1, max + 1, min + 0.5].map((value) => valid({ [field]: value }))).toEqual([false, false, false]);
  });

  test("says that fewer than 5 deliveries are not Pub/Sub's to count", () => {
    expect(messages({ maxDeliveryAttempts: 3 })).toEqual([
      "must be at least 5, the fewest deliveries before Pub/Sub forwards a dead letter",
    ]);
  });

  test.each([
    [0, 0, true],
    [600, 600, true],
    [10, 9, false],
    [-1, 600, false],
    [10, 601, false],
  ])("pauses from %i to %i seconds: %s", (minimumBackoffSeconds, maximumBackoffSeconds, taken) => {
    expect(valid({ retry: { minimumBackoffSeconds, maximumBackoffSeconds } })).toBe(taken);
  });

  test("says which pause is the longer one", () => {
    expect(messages({ retry: { minimumBackoffSeconds: 10, maximumBackoffSeconds: 9 } })).toEqual([
      "minimumBackoffSeconds must not be above maximumBackoffSeconds",
    ]);
  });

  test.each([
    [{ type: "AVRO", definition: "{}", encoding: "JSON" }, true],
    [{ type: "PROTOCOL_BUFFER", definition: 'syntax = "proto3";', encoding: "BINARY" }, true],
    [{ type: "AVRO", definition: "", encoding: "JSON" }, false],
    [{ type: "JSON", definition: "{}", encoding: "JSON" }, false],
    [{ type: "AVRO", definition: "{}", encoding: "TEXT" }, false],
    [{ type: "AVRO", definition: "{}" }, false],
  ])("enforces the format %j: %s", (schema, taken) => {
    expect(valid({ schema })).toBe(taken);
  });

  test("takes nothing that nobody reads", () => {
    expect(valid({ pushEndpoint: "https://example.com" })).toBe(false);
  });
});
