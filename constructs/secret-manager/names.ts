import type { Environment } from "../../contract/environment";

/**
 * Version of a secret that services read. A protected environment reads a
 * numbered one, so that a new value arrives with a release and leaves with its
 * rollback; a disposable one the latest, unless its file pins a number.
 */
export function secretVersion(
  { secretVersions, protection }: Pick<Environment, "secretVersions" | "protection">,
  secret: string,
): string {
  return String(secretVersions[secret] ?? (protection === "protected" ? 1 : "latest"));
}

/** Whether Identity-Aware Proxy uses an OAuth client made in the console, whose secret lies in Secret Manager. */
export const usesConsoleClient = ({ access }: Pick<Environment, "access">): boolean =>
  access.kind === "iap" && access.oauthClient === "console";

/** Every secret of an environment: those that the platform declares, and the OAuth client's where one is made in the console. */
export function secretsOf(environment: Pick<Environment, "access" | "secrets">): Environment["secrets"] {
  if (!usesConsoleClient(environment)) return environment.secrets;
  const description = "Secret of the OAuth client that Identity-Aware Proxy uses; from the console's Clients page";
  return { ...environment.secrets, [oauthClientSecret]: { description } };
}

/** Topic on which Secret Manager announces that a rotation is due. */
export const rotationTopic = "secret-rotation";
/** Secret that holds the OAuth client's secret where Identity-Aware Proxy uses a client made in the console. */
export const oauthClientSecret = "oauth-client-secret";
