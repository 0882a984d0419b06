import type { Environment } from "../../contract/environment";

/** Map from construct id, which is permanent, to a domain that a private zone resolves without the internet. */
const googleApis = {
  GoogleApis: "googleapis.com",
  // Public keys with which a service verifies Identity-Aware Proxy's tokens.
  Gstatic: "gstatic.com",
  // Calls between services.
  RunApp: "run.app",
} as const;
/** Container images for the cluster's nodes, Google's and the environment's own. */
const images = { ContainerRegistry: "gcr.io", ArtifactRegistry: "pkg.dev" } as const;

/** Google domain that private.googleapis.com serves. */
export type GoogleDomain = (typeof googleApis)[keyof typeof googleApis] | (typeof images)[keyof typeof images];

/** Private DNS zones of an environment's network, by construct id. */
export const privateZones = ({ cluster }: Pick<Environment, "cluster">): Readonly<Record<string, GoogleDomain>> => ({
  ...googleApis,
  ...(cluster === undefined ? {} : images),
});
