import { z } from "zod";
import type { LogLine } from "./log-line";

/** An audio session has ended; the quality of its audio is known. */
export const audioSessionEnded = {
  message: "Audio session ended",
  when: "A session is over and will not be resumed.",
  schema: z.looseObject({
    message: z.literal("Audio session ended"),
    sessionId: z.string().min(1).describe("The session"),
    durationSeconds: z.number().min(0).describe("Time from its start to its end, in seconds"),
    packetLossRatio: z
      .number()
      .min(0)
      .max(1)
      .describe(
        "Share of the session's audio packets, both ways, that were lost or came too late to be played: 0 to 1",
      ),
  }),
  example: { message: "Audio session ended", sessionId: "session-5f2a", durationSeconds: 614, packetLossRatio: 0.004 },
  metrics: {
    packetLoss: {
      name: "audio_packet_loss",
      description: "Share of a session's audio packets that were lost or came too late",
      unit: "1",
      counts: "values",
      field: "packetLossRatio",
      bounds: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.2, 0.5, 1],
    },
  },
} as const satisfies LogLine;
