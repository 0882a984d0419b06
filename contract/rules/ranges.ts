import { networkRanges } from "../network-ranges";
import { overlapping } from "../ranges";
import type { Rule } from "./rule";

/** No two ranges of an environment's network, and of what is peered with it, may share an address. */
export const rangeIssues: Rule = ({ environment, file }) => {
  const ranges = networkRanges(environment);
  return ranges.flatMap((one, index) =>
    overlapping([one], ranges.slice(index + 1)).map(([, other]) => ({
      file,
      field: one.field,
      message: `${one.range} overlaps ${other.range} of ${other.field}; give each range addresses of its own`,
    })),
  );
};
