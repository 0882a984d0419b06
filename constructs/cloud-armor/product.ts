import type { Product } from "../product";
import { cloudArmorLines } from "./cost";
import { cloudArmorIssues } from "./rules";

export const cloudArmorProduct: Product = {
  rules: cloudArmorIssues,
  cost: cloudArmorLines,
};
