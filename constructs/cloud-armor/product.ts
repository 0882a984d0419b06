import type { Product } from "../product";
import { cloudArmorLines } from "./cost";

export const cloudArmorProduct: Product = {
  cost: cloudArmorLines,
};
