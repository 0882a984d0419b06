import type { Product } from "../product";
import { networkLines } from "./cost";
import { networkFaults } from "./rules";

export const vpcProduct: Product = {
  rules: networkFaults,
  cost: networkLines,
};
