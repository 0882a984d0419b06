import type { Product } from "../product";
import { cacheAlerts } from "./alerts";
import { objectLines } from "./cost";
import { cloudStorage } from "./metrics";
import { storagePolicies } from "./policies";
import { bucketStores } from "./recovery";

export const cloudStorageProduct: Product = {
  stores: bucketStores,
  cost: objectLines,
  alerts: [cacheAlerts],
  policies: storagePolicies,
  metrics: cloudStorage,
};
