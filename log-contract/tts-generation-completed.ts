import { z } from "zod";
import type { LogLine } from "./log-line";

/**
 * Text-to-Speech has synthesized a text. Google bills the characters of the text, so
 * `characters` determines the cost. `estimatedCost`, which services have computed from
 * the seconds of audio, does not.
 */
export const ttsGenerationCompleted = {
  message: "TTS generation completed",
  when: "Text-to-Speech has answered a request. Audio that comes from a cache was not paid again and is not logged.",
  schema: z.looseObject({
    message: z.literal("TTS generation completed"),
    conversationId: z.string().min(1).describe("Conversation for which the audio is"),
    characters: z
      .int()
      .min(0)
      .describe("Characters of the text that was sent, spaces and SSML tags included: the number that Google prices"),
    durationSeconds: z.number().min(0).describe("Length of the audio, in seconds"),
    estimatedCost: z
      .number()
      .min(0)
      .describe(
        "US dollars as the service itself estimates them; from seconds it is wrong by more than tenfold, so no alert reads it",
      ),
    timestamp: z.iso.datetime().describe("When the audio was there: RFC 3339 in UTC, with a final `Z`"),
  }),
  example: {
    message: "TTS generation completed",
    conversationId: "conversation-81c4",
    characters: 1460,
    durationSeconds: 97.3,
    estimatedCost: 0.02336,
    timestamp: "2027-01-04T09:00:00.000Z",
  },
  metrics: {
    ttsCharacters: {
      name: "tts_characters",
      description: "Characters that Text-to-Speech spoke; the sum is what Google prices",
      unit: "1",
      counts: "values",
      field: "characters",
      bounds: [50, 100, 250, 500, 1000, 2000, 3000, 4000, 5000, 10_000],
    },
    ttsDuration: {
      name: "tts_duration",
      description: "Length of the audio that Text-to-Speech made",
      unit: "s",
      counts: "values",
      field: "durationSeconds",
      bounds: [1, 2, 5, 10, 20, 30, 60, 120, 300, 600],
    },
    ttsEstimatedCost: {
      name: "tts_estimated_cost",
      description:
        "US dollars of Text-to-Speech as services estimate them; too low by more than tenfold where from seconds",
      unit: "1",
      counts: "values",
      field: "estimatedCost",
      bounds: [0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1],
    },
  },
} as const satisfies LogLine;
