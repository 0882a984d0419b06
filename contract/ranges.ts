import * as ipaddr from "ipaddr.js";

/** An IP range and the field that sets it. */
export interface Range {
  readonly field: string;
  readonly range: string;
}

/** Pairs of one range from each list that overlap. */
export function overlapping(ones: readonly Range[], others: readonly Range[]): [Range, Range][] {
  return ones.flatMap((one) =>
    others.filter((other) => overlap(one.range, other.range)).map((other): [Range, Range] => [one, other]),
  );
}

function overlap(one: string, other: string): boolean {
  const [oneAddress, onePrefix] = ipaddr.IPv4.parseCIDR(one);
  const [otherAddress, otherPrefix] = ipaddr.IPv4.parseCIDR(other);
  return oneAddress.match(otherAddress, Math.min(onePrefix, otherPrefix));
}

/** Prefix length: 20 for `10.10.0.0/20`. */
export const prefixOf = (range: string): number => Number(range.split("/")[1]);

/**
 * Docker's bridge network, which Cloud SQL and GKE reserve on their machines. Google,
 * "Learn about using private IP" (Cloud SQL) and "Private clusters" (GKE).
 */
export const dockerRange: Range = { field: "", range: "172.17.0.0/16" };
