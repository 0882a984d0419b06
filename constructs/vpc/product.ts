import type { Product } from "../product";
import { vpcAlerts } from "./alerts";
import { vpcLines } from "./cost";
import { cloudNat } from "./metrics";
import { vpcIssues } from "./rules";

export const vpcProduct: Product = {
  rules: vpcIssues,
  cost: vpcLines,
  alerts: [vpcAlerts],
  metrics: cloudNat,
};
