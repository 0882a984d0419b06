import { products } from "../constructs/products";
import { credentialPolicies } from "./credentials";
import { destroyOrderPolicy } from "./destroy-order";
import { linkPolicy } from "./links";
import type { Policy, SynthesizedEnvironment } from "./policy";
import { PolicyError } from "./policy-error";
import { protectionPolicies } from "./protection";
import { purityPolicies } from "./purity";
import { registryPolicies } from "./registry-policies";

export const policies: readonly Policy[] = [
  ...products.flatMap((product) => product.policies ?? []),
  ...credentialPolicies,
  ...protectionPolicies,
  ...purityPolicies,
  ...registryPolicies,
  destroyOrderPolicy,
  linkPolicy,
];

/**
 * Refuses stacks that violate a policy, before any stack is written.
 *
 * @throws PolicyError that lists all violations of all environments
 */
export function enforcePolicies(environments: readonly SynthesizedEnvironment[]): void {
  const violations = environments.flatMap((built) =>
    policies.flatMap(({ id, check }) =>
      check(built).map(({ resource, message }) => `${resource.stack}: ${resource.address}: ${id}: ${message}`),
    ),
  );
  if (violations.length > 0) throw new PolicyError(violations);
}
