import type { Construct } from "constructs";

/**
 * Refuses a construct's props, with all broken rules in one error.
 *
 * The contract reports mistakes in environment files, with the file and the fix. A
 * mistake that gets this far is in the code between the contract and the construct.
 *
 * @throws Error that names the construct's path
 */
export function check(scope: Construct, rules: readonly (readonly [valid: boolean, message: string])[]): void {
  const broken = rules.filter(([valid]) => !valid).map(([, message]) => message);
  if (broken.length > 0) throw new Error(`${scope.node.path}: ${broken.join("; ")}`);
}
