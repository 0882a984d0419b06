import type { Document } from "./collection";

/** Every text in a document, at any depth. */
function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === "string") found.push(value);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) textsIn(one, found);
  return found;
}

/** A path without the host and the API's version before it. */
export const withoutHost = (text: string): string =>
  text
    .replace(/^https?:\/\/[^/]+\/(?:compute\/|storage\/|dns\/)?v\d+(?:beta\d*|alpha\d*)?\//, "")
    .replace(/^\/\/[\w.-]+\.googleapis\.com\//, "");

/** Paths in a document that may name another one. */
export const pathsIn = (document: Document): string[] =>
  textsIn(document)
    .map(withoutHost)
    .filter((text) => /^(projects|folders|organizations)\/[\w.:-]+\/[\w-]+\/.+/.test(text) && !/[\s,]/.test(text));
