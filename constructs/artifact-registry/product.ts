import type { Product } from "../product";
import { imageLines } from "./cost";

export const artifactRegistryProduct: Product = {
  cost: imageLines,
};
