import { z } from "zod";
import { fraction, wholeNumber } from "./fields";

/** A release that fails more than this share of its requests for ten minutes is rolled back. */
export const rollbackShare = 0.1;

/** Highest goal that Cloud Monitoring accepts. Google, "ServiceLevelObjective" (Monitoring API). */
const highestGoal = 0.999;

/** At least the longest window of the burn-rate alerts: a shorter period would end before its alert could open. Google accepts 1 to 30 days. */
export const periodDaysRange = { min: 3, max: 30 } as const;

/** A goal: share of good events. The fastest burn-rate alert opens at 14.4 times the allowed bad share; below a goal of 0.94 that is nearly all events. */
const goal = (lowest: number): typeof fraction =>
  fraction.superRefine((value, context) => {
    if (value < 0 || value > 1 || (value >= lowest && value <= highestGoal)) return;
    const fix = value < lowest ? `raise it to ${lowest}` : `lower it to ${highestGoal}`;
    context.addIssue({
      code: "custom",
      message: `must be a share from ${lowest} to ${highestGoal}, got ${value}; ${fix}`,
    });
  });

/** Packet loss from which a session counts as bad; at 0 every session would, at 1 none. */
const lossRatio = fraction.superRefine((value, context) => {
  if (value !== 0 && value !== 1) return;
  const message = `must be more than 0 and less than 1, got ${value}; write a share such as 0.05`;
  context.addIssue({ code: "custom", message });
});

/**
 * Service level objectives: shares of good events over a rolling period. Latency
 * is measured per request, or per turn for a WebSocket service, whose requests
 * last as long as conversations.
 */
export const serviceObjectives = z.strictObject({
  /** Rolling period of the objectives; days. */
  periodDays: wholeNumber
    .superRefine((value, context) => {
      const { min, max } = periodDaysRange;
      if (value >= min && value <= max) return;
      const fix = value < min ? `raise it to ${min}, the longest window of its alerts` : `lower it to ${max}`;
      context.addIssue({ code: "custom", message: `must be ${min} to ${max} days, got ${value}; ${fix}` });
    })
    .default(30),
  /** Goal: share of requests that are answered without a 5xx status. */
  availability: goal(0.99).default(0.995),
  latency: z
    .strictObject({
      goal: goal(0.94),
      /** A request or a turn that takes at most this long is good. */
      milliseconds: wholeNumber.min(1),
    })
    .default({ goal: 0.95, milliseconds: 1000 }),
  /** WebSocket services only. Goal: share of audio sessions that lose less than `packetLossRatio` of their packets. */
  quality: z
    .strictObject({ goal: goal(0.94), packetLossRatio: lossRatio })
    .default({ goal: 0.98, packetLossRatio: 0.05 }),
});
