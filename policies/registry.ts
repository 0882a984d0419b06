import { artifactRegistryTypes } from "../constructs/artifact-registry/registry";
import { billingTypes } from "../constructs/billing/registry";
import { certificateManagerTypes } from "../constructs/certificate-manager/registry";
import { cloudArmorTypes } from "../constructs/cloud-armor/registry";
import { cloudDnsTypes } from "../constructs/cloud-dns/registry";
import { cloudLoggingTypes } from "../constructs/cloud-logging/registry";
import { cloudMonitoringTypes } from "../constructs/cloud-monitoring/registry";
import { cloudQuotasTypes } from "../constructs/cloud-quotas/registry";
import { cloudRunTypes } from "../constructs/cloud-run/registry";
import { cloudSqlTypes } from "../constructs/cloud-sql/registry";
import { cloudStorageTypes } from "../constructs/cloud-storage/registry";
import { firestoreTypes } from "../constructs/firestore/registry";
import { gkeTypes } from "../constructs/gke/registry";
import { iamTypes } from "../constructs/iam/registry";
import { iapTypes } from "../constructs/iap/registry";
import { kmsTypes } from "../constructs/kms/registry";
import { loadBalancingTypes } from "../constructs/load-balancing/registry";
import { pubsubTypes } from "../constructs/pubsub/registry";
import { secretManagerTypes } from "../constructs/secret-manager/registry";
import { serviceUsageTypes } from "../constructs/service-usage/registry";
import { vpcTypes } from "../constructs/vpc/registry";
import { vpcServiceControlsTypes } from "../constructs/vpc-service-controls/registry";
import { isNone, type None, type ResourceType, type ResourceTypes } from "./resource-type";

const products: readonly ResourceTypes[] = [
  artifactRegistryTypes,
  billingTypes,
  certificateManagerTypes,
  cloudArmorTypes,
  cloudDnsTypes,
  cloudLoggingTypes,
  cloudMonitoringTypes,
  cloudQuotasTypes,
  cloudRunTypes,
  cloudSqlTypes,
  cloudStorageTypes,
  firestoreTypes,
  gkeTypes,
  iamTypes,
  iapTypes,
  kmsTypes,
  loadBalancingTypes,
  pubsubTypes,
  secretManagerTypes,
  serviceUsageTypes,
  vpcTypes,
  vpcServiceControlsTypes,
];

/**
 * Every Terraform type that a stack may hold, with everything that Parley must
 * know of it. Each product's rows lie in its own folder. A synthesized type
 * without a row is refused, so a new kind of store cannot reach a protected
 * environment without a key, a guard, recovery, an alert or a price.
 */
export const registry: ResourceTypes = Object.assign({}, ...products) as ResourceTypes;

/** A row of what users or their data are lost with. */
type Valuable = Exclude<ResourceType, { holds: "nothing" }>;

/** Types with a row in which a field is set and not a reason for its absence. */
export function typesWith<F extends keyof Valuable>(
  field: F,
): (readonly [type: string, value: Exclude<NonNullable<Valuable[F]>, None>])[] {
  return Object.entries(registry).flatMap(([type, row]) => {
    const value = (row as Partial<Valuable>)[field];
    return value === undefined || isNone(value)
      ? []
      : [[type, value as Exclude<NonNullable<Valuable[F]>, None>] as const];
  });
}

/**
 * A type's row.
 *
 * @throws Error for a type without one; `enforceRegistered` has refused it before, with the row to write
 */
export function rowOf(type: string): ResourceType {
  const row = registry[type];
  if (row === undefined) throw new Error(`${type} has no row in constructs/<product>/registry.ts`);
  return row;
}

/** Types that keep their address for good: what a lost address would destroy, or hand to somebody else. */
export const pinnedTypes: readonly string[] = [
  ...typesWith("preventDestroy").map(([type]) => type),
  // Its contents decide.
  "google_storage_bucket",
];
