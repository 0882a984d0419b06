import fc from "fast-check";

/** A key as people choose it; few letters, so that near misses such as `a-b` and `ab` are common. */
export const key = fc
  .array(fc.stringMatching(/^[abs][abs1]{0,3}$/), { minLength: 1, maxLength: 4 })
  .map((words) => words.join("-"));

/** A key of any allowed length, for the limits that Google sets. */
export const longKey = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9]{0,19}$/), { minLength: 1, maxLength: 3 })
  .map((words) => words.join("-"));

/** A short key as often as a long one, so that limits are kept about as often as they are passed. */
export const anyKey = fc.oneof(key, longKey);

export const projectId = fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);

/** A DNS name; few letters, so that hosts that differ only in '.' and '-' are common. */
export const host = fc
  .array(fc.stringMatching(/^[ab](-?[ab1])?$/), { minLength: 1, maxLength: 20 })
  .map((labels) => [...labels, "com"].join("."));

/** A range of 1 to 64 addresses in 192.168.0.0/24, with no host bits set. */
export const smallRange = fc
  .tuple(fc.integer({ min: 26, max: 32 }), fc.nat(255))
  .map(([prefix, address]) => `192.168.0.${address - (address % 2 ** (32 - prefix))}/${prefix}`);

/** Whether two small ranges share an address, by listing all addresses of both. */
export function shareAnAddress(one: string, other: string): boolean {
  const all = new Set(addresses(one));
  return addresses(other).some((address) => all.has(address));
}

function addresses(range: string): number[] {
  const [first, prefix] = range.slice("192.168.0.".length).split("/").map(Number) as [number, number];
  return Array.from({ length: 2 ** (32 - prefix) }, (_, index) => first + index);
}

/** Every path to a value inside `value`, the values between included. */
export function pathsIn(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([step, inner]) => [[...at, step], ...pathsIn(inner, [...at, step])]);
}

export function valueAt(value: any, path: readonly string[]): any {
  return path.reduce((inner, step) => inner[step], value);
}

export function replaceAt(value: any, path: readonly string[], replacement: unknown): void {
  valueAt(value, path.slice(0, -1))[path.at(-1)!] = replacement;
}
