/**
 * Names of the spans that a conversational service sends to Cloud Trace. One trace is
 * one turn: a span is sent when it ends, so a span of the whole connection would
 * appear an hour late. Spans are not log entries, and no metric depends on them.
 */
export const spans = {
  audio_service: "Root: from the end of what the user said to the first audio of the answer",
  firestore: "Child: one read or write of the session's documents",
  vertex_ai: "Child: from the last audio sent to the model to its first audio",
} as const;
