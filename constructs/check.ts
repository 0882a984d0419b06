import { withoutCredentials } from "../contract/credentials";
import { unmet, type Row } from "../contract/unmet";
import type { Construct } from "constructs";

/**
 * Refuses a construct's props with every broken rule at once.
 *
 * People's mistakes are caught by the contract, with the file and the fix; what
 * reaches this is a mistake in the code between the contract and the construct.
 *
 * @param rules each with what must hold, as in contract/unmet.ts
 * @throws Error that names the construct's path
 */
export function check(scope: Construct, rules: readonly Row[]): void {
  const broken = unmet(rules).map(withoutCredentials);
  if (broken.length > 0) throw new Error(`${scope.node.path}: ${broken.join("; ")}`);
}
