import type { Product } from "../product";
import { networkLines } from "./cost";
import { networkIssues } from "./rules";

export const vpcProduct: Product = {
  rules: networkIssues,
  cost: networkLines,
};
