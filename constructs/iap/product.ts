import type { Product } from "../product";
import { iapIssues } from "./rules";

export const iapProduct: Product = {
  rules: iapIssues,
};
