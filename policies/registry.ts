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
 * Every Terraform resource type that a stack may contain, with its rights, protection,
 * recovery, alerts and cost. Each product's rows are in its own folder. A synthesized
 * type without a row is refused, so a new kind of store cannot reach a protected
 * environment without a key, a guard, recovery, an alert or a price.
 */
export const registry: ResourceTypes = Object.assign({}, ...products) as ResourceTypes;

/** A row of a type whose loss affects users or their data. */
type Valuable = Exclude<ResourceType, { holds: "nothing" }>;

/** Types whose row sets this field to a value, not to a reason for its absence. */
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
 * The registry's row of a type.
 *
 * @throws Error if the type has none; `enforceRegistered` refuses it earlier, with the row to write
 */
export function rowOf(type: string): ResourceType {
  const row = registry[type];
  if (row === undefined) throw new Error(`${type} has no row in constructs/<product>/registry.ts`);
  return row;
}

/** Whether Terraform must update what refers to a resource of this type before it destroys the resource. */
export function isDestroyedLast(type: string): boolean {
  const use = registry[type]?.deletionInUse;
  return typeof use === "object" && use.createBeforeDestroy === true;
}

const preventsDestroy = (type: string): boolean => typesWith("preventDestroy").some(([other]) => other === type);

/** Types whose resource address is permanent where protected, since a changed one would destroy data, release an IP address or be refused. */
export const pinnedTypes: readonly string[] = [
  ...typesWith("preventDestroy").map(([type]) => type),
  // Their removal fails while the state says that they are guarded.
  ...typesWith("guards")
    .filter(([type, guards]) => !preventsDestroy(type) && guards.some((guard) => guard.protected !== undefined))
    .map(([type]) => type),
  // Whether a bucket's address is permanent depends on its contents.
  "google_storage_bucket",
];
