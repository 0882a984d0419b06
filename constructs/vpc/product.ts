import type { Product } from "../product";
import { vpcLines } from "./cost";
import { vpcIssues } from "./rules";

export const vpcProduct: Product = {
  rules: vpcIssues,
  cost: vpcLines,
};
