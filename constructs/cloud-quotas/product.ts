import type { Product } from "../product";
import { quotaAlerts } from "./alerts";
import { serviceUsage } from "./metrics";

export const cloudQuotasProduct: Product = {
  alerts: [quotaAlerts],
  metrics: serviceUsage,
};
