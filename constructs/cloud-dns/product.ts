import type { Product } from "../product";
import { dnsLines } from "./cost";

export const cloudDnsProduct: Product = {
  cost: dnsLines,
};
