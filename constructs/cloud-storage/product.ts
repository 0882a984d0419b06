import type { Product } from "../product";
import { cloudStorageAlerts } from "./alerts";
import { cloudStorageLines } from "./cost";
import { cloudStorage } from "./metrics";
import { cloudStoragePolicies } from "./policies";
import { bucketStores } from "./recovery";

export const cloudStorageProduct: Product = {
  stores: bucketStores,
  cost: cloudStorageLines,
  alerts: [cloudStorageAlerts],
  policies: cloudStoragePolicies,
  metrics: cloudStorage,
  // Recordings, documents, models, and the audit trail itself.
  // The caches' reads are logged and billed too: a service's configuration knows no buckets, and to exempt the
  // account that reads a cache would hide what the same account reads of records.
  audit: { service: "storage", reads: "content", declared: () => true },
};
