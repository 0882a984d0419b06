/**
 * Spans that a service which holds conversations sends to Cloud Trace, by name.
 * One trace is one turn: a span is sent when it ends, so one as long as the
 * connection would be seen an hour late. Spans are no log entries, and no metric
 * depends on them.
 */
export const spans = {
  audio_service: "Root: from the end of what the user said to the first audio of the answer",
  firestore: "Child: one read or write of the session's documents",
  vertex_ai: "Child: from the last audio sent to the model to its first audio",
} as const;
