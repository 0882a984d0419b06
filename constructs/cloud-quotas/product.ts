import type { Product } from "../product";
import { cloudQuotasAlerts } from "./alerts";
import { serviceUsage } from "./metrics";
import { cloudQuotasTiles } from "./tiles";

export const cloudQuotasProduct: Product = {
  alerts: [cloudQuotasAlerts],
  tiles: cloudQuotasTiles,
  metrics: serviceUsage,
};
