import type { Product } from "../product";
import { cloudDnsLines } from "./cost";

export const cloudDnsProduct: Product = {
  cost: cloudDnsLines,
};
