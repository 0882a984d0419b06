import { z } from "zod";
import type { LogLine } from "./log-line";

/** The model has generated a conversation for a user. */
export const conversationGenerated = {
  message: "Conversation generated",
  when: "A new conversation has been made and answered to the caller. One from a cache is not new.",
  schema: z.looseObject({
    message: z.literal("Conversation generated"),
    conversationId: z.string().min(1).describe("The conversation"),
  }),
  example: { message: "Conversation generated", conversationId: "conversation-81c4" },
  metrics: {
    conversationsGenerated: {
      name: "conversations_generated",
      description: "Conversations that were generated",
      unit: "1",
      counts: "lines",
    },
  },
} as const satisfies LogLine;
