import { z } from "zod";
import type { LogLine } from "./log-line";

/** A user has started an audio session. */
export const audioSessionStarted = {
  message: "Audio session started",
  when: "A WebSocket has been accepted and its session with the model is open. A client that reconnects to the same session starts none.",
  schema: z.looseObject({
    message: z.literal("Audio session started"),
    sessionId: z.string().min(1).describe("The session"),
  }),
  example: { message: "Audio session started", sessionId: "session-5f2a" },
  metrics: {
    sessionsStarted: {
      name: "audio_sessions_started",
      description: "Audio sessions that started",
      unit: "1",
      counts: "lines",
    },
  },
} as const satisfies LogLine;
