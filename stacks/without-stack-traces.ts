/**
 * Runs `build` without the stack traces of tokens.
 *
 * cdktf takes the trace of every token that it makes and formats it, and the
 * source maps of each are looked up: half of a synth's time for text that nobody
 * reads. It asks `Error.captureStackTrace` for them, which errors do not.
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
