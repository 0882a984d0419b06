import { describe, expect, test } from "vitest";
import { queueEntry } from "../../../constructs/pubsub/schema";

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
  test("has no order and no format unless asked for, and 100 messages may wait", () => {
    expect(queueEntry.parse(least)).toEqual({ ...least, backlogAlert: 100, ordered: false });
  });

  test.each([
    ["ackDeadlineSeconds", 10, 600],
    ["retentionDays", 1, 31],
    ["deadLetterRetentionDays", 1, 31],
    ["maxDeliveryAttempts", 5, 100],
  ])("takes %s from %i to %i, whole", (field, min, max) => {
    // Dead letters are kept at least as long as messages, which has a test of its own.
    const other = field === "retentionDays" ? { deadLetterRetentionDays: 31 } : { retentionDays: 1 };
    const takes = (value: number): boolean => valid({ ...other, [field]: value });
    expect([min, max].map(takes)).toEqual([true, true]);
    expect([min - 1, max + 1, min + 0.5].map(takes)).toEqual([false, false, false]);
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
      "minimumBackoffSeconds is 10, above maximumBackoffSeconds, which is 9; lower minimumBackoffSeconds to 9 or raise maximumBackoffSeconds to 10",
    ]);
  });

  test("keeps dead letters at least as long as messages", () => {
    expect(messages({ retentionDays: 14, deadLetterRetentionDays: 14 })).toEqual([]);
    expect(messages({ retentionDays: 14, deadLetterRetentionDays: 13 })).toEqual([
      "13 days are fewer than the 14 of retentionDays, and who repairs a message needs at least as long as who receives it; raise it to 14",
    ]);
  });

  test("has an AVRO format in JSON", () => {
    const avro = (definition: string): string[] => messages({ schema: { type: "AVRO", encoding: "JSON", definition } });
    expect(avro('{ "type": "string" }')).toEqual([]);
    for (const definition of ["record Event", "{ type: string }"])
      expect(avro(definition)).toEqual([
        'must be JSON where type is AVRO, such as JSON.stringify({ type: "record", name, fields })',
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
