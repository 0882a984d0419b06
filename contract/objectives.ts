import { z } from "zod";
import { fraction, wholeNumber } from "./fields";

/** A release that fails more than this share of its requests for ten minutes is rolled back. */
export const rollbackShare = 0.1;

/** Cloud Monitoring takes goals up to 0.999. Google, "ServiceLevelObjective" (Monitoring API). */
const highestGoal = 0.999;

/** The longest window of the alerts on error budgets; a shorter period would be over before one knew how it went. Google takes 1 to 30. */
export const periodDaysRange = { min: 3, max: 30 } as const;

/** A share of good events. The fastest burn alert is one at 14.4 times the bad share; below 0.94 that is nearly all events. */
const goal = (lowest: number): typeof fraction =>
  fraction.superRefine((value, context) => {
    if (value < 0 || value > 1 || (value >= lowest && value <= highestGoal)) return;
    const fix = value < lowest ? `raise it to ${lowest}` : `lower it to ${highestGoal}`;
    context.addIssue({
      code: "custom",
      message: `must be a share from ${lowest} to ${highestGoal}, got ${value}; ${fix}`,
    });
  });

/** A loss beyond which a session is a bad one; at 0 every session would be, at 1 none. */
const lossRatio = fraction.superRefine((value, context) => {
  if (value !== 0 && value !== 1) return;
  const message = `must be more than 0 and less than 1, got ${value}; write a share such as 0.05`;
  context.addIssue({ code: "custom", message });
});

/**
 * What a service promises its users, as shares of good events over a rolling
 * period. Latency is that of requests, or of turns where the service is a
 * WebSocket: its requests are as long as conversations.
 */
export const serviceObjectives = z.strictObject({
  /** Rolling period over which the shares are counted; days. */
  periodDays: wholeNumber
    .superRefine((value, context) => {
      const { min, max } = periodDaysRange;
      if (value >= min && value <= max) return;
      const fix = value < min ? `raise it to ${min}, the longest window of its alerts` : `lower it to ${max}`;
      context.addIssue({ code: "custom", message: `must be ${min} to ${max} days, got ${value}; ${fix}` });
    })
    .default(30),
  /** Share of requests that are answered without a 5xx status. */
  availability: goal(0.99).default(0.995),
  latency: z
    .strictObject({
      goal: goal(0.94),
      /** A request or a turn that takes no longer is a good one. */
      milliseconds: wholeNumber.min(1),
    })
    .default({ goal: 0.95, milliseconds: 1000 }),
  /** Of a WebSocket service: share of its audio sessions that lose a smaller share of their packets than this. */
  quality: z
    .strictObject({ goal: goal(0.94), packetLossRatio: lossRatio })
    .default({ goal: 0.98, packetLossRatio: 0.05 }),
});
