import { z } from "zod";
import { bounds, text, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";

/** Pub/Sub's maximum acknowledgement deadline, and its maximum wait for the response to a push; seconds. */
export const maxAckDeadlineSeconds = 600;

/**
 * A queue: a Pub/Sub topic with one subscription and a dead-letter topic. The
 * service that lists it under `queues` receives its messages; services that list
 * it under `publishes` send them. Limits: Google, "Subscription properties".
 */
export const queueEntry = z
  .strictObject({
    /** Acknowledgement deadline, after which a message is delivered again; seconds. */
    ackDeadlineSeconds: wholeNumber.min(10).max(maxAckDeadlineSeconds),
    /** Days for which an unacknowledged message is kept. A protected environment also keeps acknowledged ones, for a replay. */
    retentionDays: wholeNumber.min(1).max(31),
    /** Days for which a dead letter is kept; at least `retentionDays`. */
    deadLetterRetentionDays: wholeNumber.min(1).max(31),
    /** Delivery attempts after which a message is forwarded to the dead-letter topic. */
    maxDeliveryAttempts: wholeNumber
      .min(5, "must be at least 5, the fewest deliveries before Pub/Sub forwards a dead letter")
      .max(100),
    /** Exponential backoff between delivery attempts, from minimum to maximum; seconds. */
    retry: z
      .strictObject({
        minimumBackoffSeconds: wholeNumber.min(0).max(600),
        maximumBackoffSeconds: wholeNumber.min(0).max(600),
      })
      .superRefine(bounds("minimumBackoffSeconds", "maximumBackoffSeconds")),
    /** An alert opens when more undelivered messages than this wait for 10 minutes. */
    backlogAlert: wholeNumber.min(1).default(100),
    /** Delivers messages with the same ordering key in order. Permanent, since a change replaces the subscription. */
    ordered: z.boolean().default(false),
    /** Schema that Pub/Sub enforces on every message. @default - any bytes */
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
