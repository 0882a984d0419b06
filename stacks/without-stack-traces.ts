/**
 * Runs `build` without formatting stack traces.
 *
 * cdktf reads the trace of every token that it makes, and the source maps of
 * each are looked up: half of a synth's time for text that nobody reads. An
 * error that escapes still has its trace, since that is formatted when read.
 */
export function withoutStackTraces<T>(build: () => T): T {
  const formatter = Error as { prepareStackTrace?: unknown };
  const before = formatter.prepareStackTrace;
  formatter.prepareStackTrace = () => "";
  try {
    return build();
  } finally {
    formatter.prepareStackTrace = before;
  }
}
