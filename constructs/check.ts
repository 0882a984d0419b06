import { withoutCredentials } from "../contract/credentials";
import { unmet, type Row } from "../contract/unmet";
import type { Construct } from "constructs";

/**
 * Refuses a construct's props, with all broken rules in one error.
 *
 * The contract reports mistakes in environment files, with the file and the fix. A
 * mistake that gets this far is in the code between the contract and the construct.
 *
 * @param rules each with what must hold, as in contract/unmet.ts
 * @throws Error that names the construct's path
 */
export function check(scope: Construct, rules: readonly Row[]): void {
  const broken = unmet(rules).map(withoutCredentials);
  if (broken.length > 0) throw new Error(`${scope.node.path}: ${broken.join("; ")}`);
}
