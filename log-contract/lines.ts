import { audioSessionEnded } from "./audio-session-ended";
import { audioSessionStarted } from "./audio-session-started";
import { cacheLookup } from "./cache-lookup";
import { conversationGenerated } from "./conversation-generated";
import { jobCompleted } from "./job-completed";
import { ttsGenerationCompleted } from "./tts-generation-completed";
import { turnCompleted } from "./turn-completed";
import { vertexAiRequestCompleted } from "./vertex-ai-request-completed";
import { websocketConnectionClosed } from "./websocket-connection-closed";

/** Every line of the log contract. A line that is not listed here has no metric. */
export const lines = [
  audioSessionEnded,
  audioSessionStarted,
  cacheLookup,
  conversationGenerated,
  jobCompleted,
  ttsGenerationCompleted,
  turnCompleted,
  vertexAiRequestCompleted,
  websocketConnectionClosed,
] as const;

/** The value of `message`, which identifies a line. */
export type Message = (typeof lines)[number]["message"];
