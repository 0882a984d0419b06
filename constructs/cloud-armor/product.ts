import type { Product } from "../product";
import { cloudArmorAlerts } from "./alerts";
import { cloudArmorLines } from "./cost";
import { cloudArmorIssues } from "./rules";

export const cloudArmorProduct: Product = {
  rules: cloudArmorIssues,
  cost: cloudArmorLines,
  alerts: [cloudArmorAlerts],
};
