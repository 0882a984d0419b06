import type { Product } from "../product";
import { vpcLines } from "./cost";
import { networkIssues } from "./rules";

export const vpcProduct: Product = {
  rules: networkIssues,
  cost: vpcLines,
};
