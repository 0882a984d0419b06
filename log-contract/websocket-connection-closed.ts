import { z } from "zod";
import type { LogLine } from "./log-line";

/** A WebSocket connection has closed, with the reason. */
export const websocketConnectionClosed = {
  message: "WebSocket connection closed",
  when: "A connection that had been accepted is closed, by whichever side.",
  schema: z.looseObject({
    message: z.literal("WebSocket connection closed"),
    sessionId: z.string().min(1).describe("Session that the connection served"),
    reason: z
      .enum([
        "client_closed",
        "idle_timeout",
        "internal_error",
        "max_duration",
        "network_error",
        "protocol_error",
        "server_restart",
      ])
      .describe(
        [
          "`client_closed`: the client said goodbye",
          "`idle_timeout`: it answered no ping",
          "`internal_error`: the service failed",
          "`max_duration`: the longest request that Cloud Run allows was over",
          "`network_error`: the connection broke",
          "`protocol_error`: the client sent what it may not",
          "`server_restart`: the instance was told to stop",
        ].join("; "),
      ),
  }),
  example: { message: "WebSocket connection closed", sessionId: "session-5f2a", reason: "client_closed" },
  metrics: {
    websocketCloses: {
      name: "websocket_closes",
      description: "WebSocket connections that closed, by reason",
      unit: "1",
      labels: { reason: "reason" },
      counts: "lines",
    },
  },
} as const satisfies LogLine;
