import type { Environment } from "../../contract/environment";

/**
 * Version of a secret that services read. A protected environment reads a numbered
 * version, so that a release introduces a new value and a rollback removes it. A
 * disposable environment reads `latest`, unless its file pins a number.
 */
export function secretVersion(
  { secretVersions, protection }: Pick<Environment, "secretVersions" | "protection">,
  secret: string,
): string {
  return String(secretVersions[secret] ?? (protection === "protected" ? 1 : "latest"));
}

/** Whether Identity-Aware Proxy uses an OAuth client that was created in the console and whose secret is in Secret Manager. */
export const usesConsoleClient = ({ access }: Pick<Environment, "access">): boolean =>
  access.kind === "iap" && access.oauthClient === "console";

/** Every secret of an environment: those in catalog.ts, and the secret of an OAuth client that was created in the console. */
export function secretsOf(environment: Pick<Environment, "access" | "secrets">): Environment["secrets"] {
  if (!usesConsoleClient(environment)) return environment.secrets;
  const description = "Secret of the OAuth client that Identity-Aware Proxy uses; from the console's Clients page";
  return { ...environment.secrets, [oauthClientSecret]: { description } };
}

/** Topic on which Secret Manager publishes that a rotation is due. */
export const rotationTopic = "secret-rotation";
/** Secret with the client secret of an OAuth client that was created in the console for Identity-Aware Proxy. */
export const oauthClientSecret = "oauth-client-secret";
