const list = new Intl.ListFormat("en-GB", { type: "conjunction", style: "long" });

/** `a`, `a and b`, `a, b and c`; empty for none. */
export const formatList = (items: readonly string[]): string => list.format(items);
