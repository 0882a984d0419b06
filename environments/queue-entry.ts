import { z } from "zod";
import { wholeNumber } from "./fields";
import { recoveryObjective } from "./recovery-objective";

/**
 * A queue: a Pub/Sub topic with one subscription and a dead-letter topic. The
 * service that names it under `queues` receives its messages; those that name it
 * under `publishes` send them. Limits are those of Google, "Subscription properties".
 */
export const queueEntry = z.strictObject({
  /** Time that a receiver has before a message is delivered again; seconds. */
  ackDeadlineSeconds: wholeNumber.min(10).max(600),
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
    .refine(({ minimumBackoffSeconds: min, maximumBackoffSeconds: max }) => min <= max, {
      message: "minimumBackoffSeconds must not be above maximumBackoffSeconds",
    }),
  /** Delivers messages of one ordering key in their order; permanent, since a change replaces the subscription. */
  ordered: z.boolean().default(false),
  /** Format that Pub/Sub enforces on every message; named like the queue. @default - any bytes */
  schema: z
    .strictObject({
      type: z.enum(["AVRO", "PROTOCOL_BUFFER"]),
      definition: z.string().min(1),
      encoding: z.enum(["JSON", "BINARY"]),
    })
    .optional(),
  /** Required where an environment is protected. */
  recovery: recoveryObjective.optional(),
});
export type QueueEntry = z.output<typeof queueEntry>;
