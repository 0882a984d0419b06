import type { Product } from "../product";
import { secretAlerts } from "./alerts";
import { secretLines } from "./cost";

export const secretManagerProduct: Product = {
  cost: secretLines,
  alerts: [secretAlerts],
};
