import type { Product } from "../product";
import { artifactRegistryLines } from "./cost";

export const artifactRegistryProduct: Product = {
  cost: artifactRegistryLines,
};
