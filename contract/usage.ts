import { z } from "zod";
import { slug, wholeNumber } from "./fields";

const count = wholeNumber.min(0);
const amount = z.number().min(0);

/**
 * What an environment is expected to use in a month. It makes nothing: the
 * estimate is made of it, and the budget must cover the estimate. Measure it
 * each quarter and write here what was measured.
 */
export const usage = z.strictObject({
  /** Service to what is asked of it. @default of a service that is not named - nothing */
  services: z.record(
    slug,
    z.strictObject({
      /** Requests, or connections of a WebSocket service. */
      requests: count,
      /** How long each takes, or stays open, on average. */
      averageSeconds: z.number().gt(0, "must be more than 0"),
    }),
  ),
  /** Tokens of the model. */
  modelTokens: z.strictObject({
    /** What users say; silence on an open stream counts. 25 a second. */
    audioInput: count,
    /** What was said in earlier turns of a session, read and billed again at each turn. */
    audioContext: count,
    /** What the model says. 25 a second. */
    audioOutput: count,
    textInput: count,
    textOutput: count,
  }),
  /** Characters that are turned into speech. */
  speechCharacters: count,
  firestore: z.strictObject({ reads: count, writes: count, deletes: count, storedGib: amount }),
  cloudSql: z.strictObject({ storedGib: amount, backupGib: amount }),
  /** GPU pool to the hours of its nodes, all nodes together. @default of a pool that is not named - its minimum, all month */
  gpuNodeHours: z.record(slug, amount),
  /** Objects in all buckets, replaced ones and the audit trail among them. */
  objectGib: amount,
  imageGib: amount,
  queueGib: amount,
  traffic: z.strictObject({
    fromUsersGib: amount,
    toUsersGib: amount,
    /** To and from hosts on the internet that services call. */
    throughNatGib: amount,
  }),
  logs: z.strictObject({
    /** Entries of services, load balancer and database, as far as no exclusion drops them. */
    entryGib: amount,
    /** Flow logs and logs of NAT. */
    networkGib: amount,
    /** Samples of log-based metrics. */
    metricMib: amount,
  }),
});
export type Usage = z.output<typeof usage>;

/** No user at all: what an environment costs by standing there. */
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
