import type { Environment } from "../../contract/environment";

/** Zones that lead to Google's APIs without the internet: construct ids, which are permanent, to domains. */
const googleApis = {
  GoogleApis: "googleapis.com",
  // Keys by which a service verifies the tokens of Identity-Aware Proxy.
  Gstatic: "gstatic.com",
  // Services that call each other.
  RunApp: "run.app",
} as const;
/** Images of the cluster's nodes, Google's and the environment's own. */
const images = { ContainerRegistry: "gcr.io", ArtifactRegistry: "pkg.dev" } as const;

/** Domain of Google's that private.googleapis.com serves. */
export type GoogleDomain = (typeof googleApis)[keyof typeof googleApis] | (typeof images)[keyof typeof images];

/** The private zones of an environment's network. */
export const privateZones = ({ cluster }: Pick<Environment, "cluster">): Readonly<Record<string, GoogleDomain>> => ({
  ...googleApis,
  ...(cluster === undefined ? {} : images),
});
