import { z } from "zod";
import { figure, type InCase } from "./figure";
import { slug, wholeNumber } from "./fields";

const count = figure(wholeNumber.min(0));
const amount = figure(z.number().min(0));
const share = figure(z.number().min(0).max(1));
const average = z.number().gt(0, "must be more than 0");

/**
 * Load of a service in a month. A service that answers requests has `requests` and
 * `averageSeconds`, a WebSocket service `sessionHours` and `averageMinutes`; a rule
 * checks it.
 */
const serviceUsage = z.strictObject({
  requests: count.optional(),
  /** Average duration of a request. */
  averageSeconds: average.optional(),
  /** Sum of the time that its sessions are open; hours. */
  sessionHours: amount.optional(),
  /** Average duration of a session. */
  averageMinutes: average.optional(),
});
export type ServiceUsage = z.output<typeof serviceUsage>;

/**
 * How people talk with a model in a session of the Live API. Its defaults are
 * guesses; replace them with what is measured.
 */
const voice = z.strictObject({
  /** Answers of the model. @default - a turn a minute; a published measurement had 3.6 (discuss.ai.google.dev/t/173248) */
  turnsPerMinute: amount.default({ low: 0.5, expected: 1, high: 3.6 }),
  /**
   * Tokens of earlier turns that the application keeps in a session's context
   * window, which each turn reads and pays again (docs/service-contract.md). The
   * same measurement, without compression, had 8,000 a turn.
   */
  contextTokens: count.default({ low: 2000, expected: 4000, high: 8000 }),
  /** Tokens of the instructions, which each turn reads again. */
  instructionTokens: count.default(500),
  /** Share of a session in which the model speaks, 0 to 1. */
  speakingShare: share.default({ low: 0.3, expected: 0.4, high: 0.5 }),
});

/** What a request to a service that lets a model write text needs; one text a request. */
const texts = z.strictObject({
  inputTokens: count.default({ low: 500, expected: 1000, high: 2000 }),
  outputTokens: count.default({ low: 400, expected: 800, high: 1600 }),
});

/**
 * Expected usage of an environment in a month, in what people know of it. It
 * creates no resource: tokens, the expected peak and the cost estimate follow from
 * it. Each figure is a number or `{ low, expected, high }`. What is not said is 0,
 * so an environment that nobody uses yet says `{ services: {} }`.
 */
export const usage = z.strictObject({
  /** Map from service to its load. @default of a service that is not listed - no load */
  services: z.record(slug, serviceUsage),
  voice: voice.prefault({}),
  texts: texts.prefault({}),
  /** Characters that Text-to-Speech synthesizes. */
  speechCharacters: count.default(0),
  firestore: z
    .strictObject({
      reads: count.default(0),
      writes: count.default(0),
      deletes: count.default(0),
      storedGib: amount.default(0),
    })
    .prefault({}),
  cloudSql: z.strictObject({ storedGib: amount.default(0), backupGib: amount.default(0) }).prefault({}),
  /** Map from GPU pool to the sum of its nodes' hours. @default of a pool that is not listed - its minimum, all month */
  gpuNodeHours: z.record(slug, amount).default({}),
  /** Storage of all buckets, including noncurrent versions and the audit trail. */
  objectGib: amount.default(0),
  imageGib: amount.default(0),
  queueGib: amount.default(0),
  traffic: z
    .strictObject({
      fromUsersGib: amount.default(0),
      toUsersGib: amount.default(0),
      /** Traffic between services and hosts on the internet, in both directions. */
      throughNatGib: amount.default(0),
    })
    .prefault({}),
  logs: z
    .strictObject({
      /** Entries of services, load balancer and database that no exclusion drops. */
      entryGib: amount.default(0),
      /** VPC Flow Logs and Cloud NAT logs. */
      networkGib: amount.default(0),
      /** Samples of log-based metrics; MiB. */
      metricMib: amount.default(0),
    })
    .prefault({}),
});
/** Usage as an environment states it: figures and spreads. */
export type StatedUsage = z.output<typeof usage>;
/** Usage in one case: numbers alone. */
export type Usage = InCase<StatedUsage>;

/** Usage without any user, from which the fixed cost is calculated. */
export const noUsage: StatedUsage = usage.parse({ services: {} });
