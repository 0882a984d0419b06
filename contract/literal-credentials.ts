import { holdsCredential } from "./credentials";
import type { Issue } from "./issue";

/**
 * Texts of an entry that contain a well-known kind of credential, wherever they
 * are. It would be in the repository, in every plan and in the state. Literal
 * variables of a service are left out: `referenceIssues` also judges their names.
 */
export function literalCredentialIssues(file: string, given: unknown, path: readonly string[] = []): Issue[] {
  if (typeof given === "object" && given !== null)
    return Object.entries(given).flatMap(([key, value]) => literalCredentialIssues(file, value, [...path, key]));
  if (typeof given !== "string" || !holdsCredential(given) || isVariable(path)) return [];
  const message = "looks like a credential; declare a secret and name it under a service's secrets";
  return [{ file, field: path.join("."), message }];
}

const isVariable = ([section, , field, ...rest]: readonly string[]): boolean =>
  section === "services" && field === "env" && rest.length === 1;
