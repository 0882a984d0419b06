import type { Construct } from "constructs";

/**
 * Refuses a construct's props with every broken rule at once.
 *
 * People's mistakes are caught by the contract, with the file and the fix; what
 * reaches this is a mistake in the code between the contract and the construct.
 *
 * @throws Error that names the construct's path
 */
export function check(scope: Construct, rules: readonly (readonly [valid: boolean, message: string])[]): void {
  const broken = rules.filter(([valid]) => !valid).map(([, message]) => message);
  if (broken.length > 0) throw new Error(`${scope.node.path}: ${broken.join("; ")}`);
}
