import type { Environment } from "../contract/environment";

/** A file of `environments/`, or one that it imports, cannot be loaded, such as for a syntax error. */
export class UnloadableError extends Error {
  override readonly name = "UnloadableError";
}

/**
 * Loads `environments/` and checks it. The import is late, so that its failure can be explained.
 *
 * @throws UnloadableError if a file cannot be loaded
 * @throws ContractError with every issue of all environments
 */
export async function loadEnvironments(): Promise<readonly Environment[]> {
  const { allEnvironments } = await import("../environments/all").catch((error: unknown) => {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).trim().split("\n");
    throw new UnloadableError(
      `environments/ cannot be loaded: ${reason.trim()}; \`npm run check:types\` shows the file and the line`,
    );
  });
  return allEnvironments();
}
