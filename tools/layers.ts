/** What is deployed together, in the order in which additions are deployed. */
export const layers = ["bootstrap", "foundation", "data", "runtime", "operations"] as const;
export type Layer = (typeof layers)[number];

export const stackIdOf = (environment: string, layer: Layer): string =>
  layer === "bootstrap" ? `bootstrap-${environment}` : `${environment}-${layer}`;
