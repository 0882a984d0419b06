import type { Product } from "../product";
import { armorLines } from "./cost";

export const cloudArmorProduct: Product = {
  cost: armorLines,
};
