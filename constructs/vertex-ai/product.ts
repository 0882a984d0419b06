import type { Product } from "../product";
import { vertexAiAlerts } from "./alerts";
import { modelLines } from "./cost";
import { vertexAi } from "./metrics";
import { vertexAiIssues } from "./rules";
import { throttledTile } from "./tiles";

export const vertexAiProduct: Product = {
  rules: vertexAiIssues,
  cost: modelLines,
  alerts: [vertexAiAlerts],
  tiles: (_, alerts) => throttledTile(alerts),
  metrics: vertexAi,
  // What users say passes through the model, and the model's answers back.
  audit: {
    service: "aiplatform",
    reads: "content",
    declared: ({ services }) => services.some(({ calls }) => calls.includes("vertex-ai")),
  },
};
