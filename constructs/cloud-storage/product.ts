import type { Product } from "../product";
import { cloudStorageAlerts } from "./alerts";
import { cloudStorageLines } from "./cost";
import { cloudStorage } from "./metrics";
import { cloudStoragePolicies } from "./policies";
import { bucketStores } from "./recovery";

export const cloudStorageProduct: Product = {
  stores: bucketStores,
  variables: { none: "entries name buckets explicitly, as { bucket } under env" },
  cost: cloudStorageLines,
  alerts: [cloudStorageAlerts],
  policies: cloudStoragePolicies,
  metrics: cloudStorage,
  // Recordings, documents, models and the audit trail itself.
  // Reads of caches are also logged and billed: an audit configuration cannot select buckets, and exempting the
  // account that reads a cache would also hide its reads of records.
  audit: { service: "storage", reads: "content", declared: () => true },
};
