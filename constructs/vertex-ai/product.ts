import type { Product } from "../product";
import { vertexAiAlerts } from "./alerts";
import { modelLines } from "./cost";
import { vertexAi } from "./metrics";
import { vertexAiIssues } from "./rules";
import { vertexAiPermissions } from "./roles";
import { modelErrorsTile } from "./tiles";

export const vertexAiProduct: Product = {
  rules: vertexAiIssues,
  cost: modelLines,
  alerts: [vertexAiAlerts],
  tiles: (_, alerts) => modelErrorsTile(alerts),
  permissions: vertexAiPermissions,
  metrics: vertexAi,
  // Requests contain user input, and responses the model's answers.
  audit: {
    service: "aiplatform",
    reads: "content",
    declared: ({ services }) => services.some(({ calls }) => calls.includes("vertex-ai")),
  },
};
