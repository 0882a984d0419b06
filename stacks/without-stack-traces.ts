/**
 * Runs `build` without the stack traces of tokens.
 *
 * CDKTF takes and formats a stack trace for every token, including a look-up of
 * source maps: half of a synth's time for text that nobody reads. It calls
 * `Error.captureStackTrace` for that; a thrown error does not, so it keeps its trace.
 */
export function withoutStackTraces<T>(build: () => T): T {
  const traces = Error as { captureStackTrace: unknown };
  const before = traces.captureStackTrace;
  traces.captureStackTrace = () => {};
  try {
    return build();
  } finally {
    traces.captureStackTrace = before;
  }
}
