import type { Product } from "../product";
import { quotaAlerts } from "./alerts";
import { serviceUsage } from "./metrics";
import { quotaTiles } from "./tiles";

export const cloudQuotasProduct: Product = {
  alerts: [quotaAlerts],
  tiles: quotaTiles,
  metrics: serviceUsage,
};
