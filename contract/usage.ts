import { z } from "zod";
import { slug, wholeNumber } from "./fields";

const count = wholeNumber.min(0);
const amount = z.number().min(0);

/**
 * Expected monthly usage of an environment. It creates no resource: the cost
 * estimate is calculated from it, and the budget must cover the estimate. Replace
 * the figures with measured ones each quarter.
 */
export const usage = z.strictObject({
  /** Map from service to its monthly load. @default of a service that is not listed - no load */
  services: z.record(
    slug,
    z.strictObject({
      /** Number of requests, or of connections for a WebSocket service. */
      requests: count,
      /** Average duration of a request or a connection; seconds. */
      averageSeconds: z.number().gt(0, "must be more than 0"),
    }),
  ),
  /** Billed tokens of the model. */
  modelTokens: z.strictObject({
    /** Users' speech, 25 tokens a second. Silence on an open stream counts. */
    audioInput: count,
    /** Audio of a session's earlier turns, which is processed and billed again at each turn. */
    audioContext: count,
    /** The model's speech, 25 tokens a second. */
    audioOutput: count,
    textInput: count,
    textOutput: count,
  }),
  /** Characters that Text-to-Speech synthesizes. */
  speechCharacters: count,
  firestore: z.strictObject({ reads: count, writes: count, deletes: count, storedGib: amount }),
  cloudSql: z.strictObject({ storedGib: amount, backupGib: amount }),
  /** Map from GPU pool to the sum of its nodes' hours. @default of a pool that is not listed - its minimum, all month */
  gpuNodeHours: z.record(slug, amount),
  /** Storage of all buckets, including noncurrent versions and the audit trail. */
  objectGib: amount,
  imageGib: amount,
  queueGib: amount,
  traffic: z.strictObject({
    fromUsersGib: amount,
    toUsersGib: amount,
    /** Traffic between services and hosts on the internet, in both directions. */
    throughNatGib: amount,
  }),
  logs: z.strictObject({
    /** Entries of services, load balancer and database that no exclusion drops. */
    entryGib: amount,
    /** VPC Flow Logs and Cloud NAT logs. */
    networkGib: amount,
    /** Samples of log-based metrics; MiB. */
    metricMib: amount,
  }),
});
export type Usage = z.output<typeof usage>;

/** Usage without any user, from which the fixed cost is calculated. */
export const noUsage: Usage = {
  services: {},
  modelTokens: { audioInput: 0, audioContext: 0, audioOutput: 0, textInput: 0, textOutput: 0 },
  speechCharacters: 0,
  firestore: { reads: 0, writes: 0, deletes: 0, storedGib: 0 },
  cloudSql: { storedGib: 0, backupGib: 0 },
  gpuNodeHours: {},
  objectGib: 0,
  imageGib: 0,
  queueGib: 0,
  traffic: { fromUsersGib: 0, toUsersGib: 0, throughNatGib: 0 },
  logs: { entryGib: 0, networkGib: 0, metricMib: 0 },
};
