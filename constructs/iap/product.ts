import type { Product } from "../product";
import { iapFaults } from "./rules";

export const iapProduct: Product = {
  rules: iapFaults,
};
