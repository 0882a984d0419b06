/** A value as a shell takes it: only what it would read otherwise stands in quotes. */
export const shellQuoted = (value: string): string =>
  /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/** Whether a value keeps its meaning between double quotes. */
export const isPlain = (value: string): boolean => !/["$`\\]/.test(value);
