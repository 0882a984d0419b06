import { z } from "zod";
import { bounds, text, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";

/** The longest that Pub/Sub waits for an acknowledgement, and for a push to be answered. */
export const maxAckDeadlineSeconds = 600;

/**
 * A queue: a Pub/Sub topic with one subscription and a dead-letter topic. The
 * service that names it under `queues` receives its messages; those that name it
 * under `publishes` send them. Limits are those of Google, "Subscription properties".
 */
export const queueEntry = z
  .strictObject({
    /** Time that a receiver has before a message is delivered again; seconds. */
    ackDeadlineSeconds: wholeNumber.min(10).max(maxAckDeadlineSeconds),
    /** Days that a message is kept: until its acknowledgement, and where the environment is protected also after it, for a replay. */
    retentionDays: wholeNumber.min(1).max(31),
    /** Days that a dead letter is kept. */
    deadLetterRetentionDays: wholeNumber.min(1).max(31),
    /** Deliveries after which a message is a dead letter. */
    maxDeliveryAttempts: wholeNumber
      .min(5, "must be at least 5, the fewest deliveries before Pub/Sub forwards a dead letter")
      .max(100),
    /** Pause before the next delivery, growing from the first to the second; seconds. */
    retry: z
      .strictObject({
        minimumBackoffSeconds: wholeNumber.min(0).max(600),
        maximumBackoffSeconds: wholeNumber.min(0).max(600),
      })
      .superRefine(bounds("minimumBackoffSeconds", "maximumBackoffSeconds")),
    /** Messages that may wait; more of them for 10 minutes raise an alert. */
    backlogAlert: wholeNumber.min(1).default(100),
    /** Delivers messages of one ordering key in their order; permanent, since a change replaces the subscription. */
    ordered: z.boolean().default(false),
    /** Format that Pub/Sub enforces on every message; named like the queue. @default - any bytes */
    schema: z
      .strictObject({
        type: z.enum(["AVRO", "PROTOCOL_BUFFER"]),
        definition: text.min(1),
        encoding: z.enum(["JSON", "BINARY"]),
      })
      .superRefine(({ type, definition }, context) => {
        if (type !== "AVRO" || isJson(definition)) return;
        const message = 'must be JSON where type is AVRO, such as JSON.stringify({ type: "record", name, fields })';
        context.addIssue({ code: "custom", path: ["definition"], message });
      })
      .optional(),
    /** Required where an environment is protected. */
    recovery: recoveryObjective.optional(),
  })
  .superRefine(({ retentionDays, deadLetterRetentionDays }, context) => {
    if (deadLetterRetentionDays >= retentionDays) return;
    const message = `${deadLetterRetentionDays} days are fewer than the ${retentionDays} of retentionDays, and who repairs a message needs at least as long as who receives it; raise it to ${retentionDays}`;
    context.addIssue({ code: "custom", path: ["deadLetterRetentionDays"], message });
  });
export type QueueEntry = z.output<typeof queueEntry>;

function isJson(definition: string): boolean {
  try {
    JSON.parse(definition);
    return true;
  } catch {
    return false;
  }
}
