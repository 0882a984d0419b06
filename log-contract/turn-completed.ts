import { z } from "zod";
import type { LogLine } from "./log-line";

/** A turn of a conversation has been answered. Parse the line with `turnCompleted.schema` before writing it. */
export const turnCompleted = {
  message: "Turn completed",
  when: "The first audio of an answer has been sent to the user. A connection is one long request, so this is the only measure of its speed.",
  schema: z.looseObject({
    message: z.literal("Turn completed"),
    sessionId: z.string().min(1).describe("Session to which the turn belongs"),
    turnLatencyMilliseconds: z
      .number()
      .min(0)
      .describe("Time from the end of what the user said to the first audio of the answer, in milliseconds"),
  }),
  example: { message: "Turn completed", sessionId: "session-5f2a", turnLatencyMilliseconds: 740 },
  metrics: {
    turnLatency: {
      name: "turn_latency",
      description: "Time from the end of what a user said to the first audio of the answer",
      unit: "ms",
      counts: "values",
      field: "turnLatencyMilliseconds",
      bounds: [
        50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000, 30_000,
      ],
    },
  },
} as const satisfies LogLine;
