import type { Product } from "../product";
import { cloudQuotasAlerts } from "./alerts";
import { serviceUsage } from "./metrics";
import { quotaTiles } from "./tiles";

export const cloudQuotasProduct: Product = {
  alerts: [cloudQuotasAlerts],
  tiles: quotaTiles,
  metrics: serviceUsage,
};
