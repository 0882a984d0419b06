import type { z } from "zod";

/**
 * Why Cloud Run's front end answers this path, exact or ending in `/*`, itself; undefined if the container gets it.
 * Google, "Known issues in Cloud Run": `/eventlog`, everything below `/_ah/`, and some paths that end in `z`; it advises against all of these.
 */
function reservation(path: string): string | undefined {
  if (path === "/eventlog") return "'/eventlog'";
  if (path.startsWith("/_ah/")) return "every path below '/_ah/'";
  return /z$/i.test(path) ? "paths that end in 'z', like '/healthz'" : undefined;
}

/** Refuses a path that a Cloud Run service never receives: provider and API take it, and users get a 404 of Google's front end. */
export function received(path: string, context: z.core.$RefinementCtx): void {
  const reserved = reservation(path);
  if (reserved === undefined) return;
  const message = `'${path}' never reaches the container: Cloud Run keeps ${reserved} (Google, "Known issues in Cloud Run", reserved URL paths); choose another, such as '/health'`;
  context.addIssue({ code: "custom", message });
}
