/**
 * Runs `build` without formatting stack traces.
 *
 * CDKTF formats a stack trace for every token, including a look-up of source maps.
 * This takes half of a synth's time for text that nobody reads. A thrown error keeps
 * its trace, since that is formatted when it is read.
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
