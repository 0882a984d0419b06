import { z } from "zod";
import type { LogLine } from "./log-line";

/** The model has answered a request. */
export const vertexAiRequestCompleted = {
  message: "Vertex AI request completed",
  when: "A call to a model on Vertex AI has ended, well or not. Of a Live API session, each answer of the model is one.",
  schema: z.looseObject({
    message: z.literal("Vertex AI request completed"),
    model: z.string().min(1).describe("Model that was called, as the call named it"),
    vertex_ai_request_duration_ms: z
      .number()
      .min(0)
      .describe("Time from the end of what was sent to the end of the answer, retries included, in milliseconds"),
  }),
  example: {
    message: "Vertex AI request completed",
    model: "gemini-3.8-live",
    vertex_ai_request_duration_ms: 1180,
  },
  metrics: {
    modelRequestDuration: {
      name: "vertex_ai_request_duration",
      description: "Time that a call to a model took, as the service that called saw it",
      unit: "ms",
      counts: "values",
      field: "vertex_ai_request_duration_ms",
      bounds: [100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000, 20_000, 30_000, 60_000, 120_000],
    },
  },
} as const satisfies LogLine;
