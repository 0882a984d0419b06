import { auditPolicies } from "../constructs/cloud-logging/policies";
import { cloudRunPolicies } from "../constructs/cloud-run/policies";
import { clusterPolicies } from "../constructs/gke/policies";
import { credentialPolicies } from "./credentials";
import { databasePolicies } from "../constructs/cloud-sql/policies";
import { deployPolicies } from "../constructs/iam/deploy-policies";
import { documentPolicies } from "../constructs/firestore/policies";
import { encryptionPolicies } from "../constructs/kms/policies";
import { iamPolicies } from "../constructs/iam/policies";
import { linkPolicy } from "./links";
import { loadBalancerPolicies } from "../constructs/load-balancing/policies";
import { messagingPolicies } from "../constructs/pubsub/policies";
import { monitoringPolicies } from "../constructs/cloud-monitoring/policies";
import type { Policy, SynthesizedEnvironment } from "./policy";
import { PolicyError } from "./policy-error";
import { protectionPolicies } from "./protection";
import { purityPolicies } from "./purity";
import { registryPolicies } from "./registry-policies";
import { storagePolicies } from "../constructs/cloud-storage/policies";

export const policies: readonly Policy[] = [
  ...iamPolicies,
  ...credentialPolicies,
  ...cloudRunPolicies,
  ...loadBalancerPolicies,
  ...storagePolicies,
  ...auditPolicies,
  ...encryptionPolicies,
  ...databasePolicies,
  ...documentPolicies,
  ...messagingPolicies,
  ...clusterPolicies,
  ...deployPolicies,
  ...monitoringPolicies,
  ...protectionPolicies,
  ...purityPolicies,
  ...registryPolicies,
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
