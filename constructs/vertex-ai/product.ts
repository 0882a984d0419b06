import type { Product } from "../product";
import { modelAlerts } from "./alerts";
import { modelLines } from "./cost";
import { vertexAi } from "./metrics";
import { modelIssues } from "./rules";
import { throttledTile } from "./tiles";

export const vertexAiProduct: Product = {
  rules: modelIssues,
  cost: modelLines,
  alerts: [modelAlerts],
  tiles: (_, alerts) => throttledTile(alerts),
  metrics: vertexAi,
  // Requests contain user input, and responses the model's answers.
  audit: {
    service: "aiplatform",
    reads: "content",
    declared: ({ services }) => services.some(({ calls }) => calls.includes("vertex-ai")),
  },
};
