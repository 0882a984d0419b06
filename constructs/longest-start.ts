/** Value of the key with which `text` starts, the longest if several fit; undefined if none does. */
export function ofLongestStart<T>(text: string, table: Readonly<Record<string, T>>): T | undefined {
  const [start] = Object.keys(table)
    .filter((key) => text.startsWith(key))
    .sort((one, other) => other.length - one.length);
  return start === undefined ? undefined : table[start];
}
