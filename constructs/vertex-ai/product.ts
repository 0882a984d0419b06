import type { Product } from "../product";
import { modelAlerts } from "./alerts";
import { modelLines } from "./cost";
import { vertexAi } from "./metrics";
import { modelFaults } from "./rules";

export const vertexAiProduct: Product = {
  rules: modelFaults,
  cost: modelLines,
  alerts: [modelAlerts],
  metrics: vertexAi,
};
