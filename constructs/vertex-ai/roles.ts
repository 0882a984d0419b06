import type { Service } from "../../contract/environment";

/** Permissions of a service that calls the model. Streaming and Live API calls use the same one; there is no streamingPredict permission. */
export const vertexAiPermissions = ({ calls }: Pick<Service, "calls">): readonly string[] =>
  calls.includes("vertex-ai") ? ["aiplatform.endpoints.predict"] : [];
