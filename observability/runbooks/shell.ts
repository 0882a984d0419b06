/** A value as a shell argument, quoted only if the shell would otherwise change its meaning. */
export const shellQuoted = (value: string): string =>
  /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/** Whether a value keeps its meaning in double quotes. */
export const isPlain = (value: string): boolean => !/["$`\\]/.test(value);
