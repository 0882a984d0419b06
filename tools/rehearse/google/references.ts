import { textsIn } from "../../../policies/policy";
import type { Document } from "./collection";

/** A path without the host and the API's version before it; the provider puts its endpoint before some. */
export const withoutHost = (text: string): string =>
  text
    .replace(/^https?:\/\/[^/]+\/(?:api-\w+\/)?(?:compute\/|storage\/|dns\/)?v\d+(?:beta\d*|alpha\d*)?\//, "")
    .replace(/^\/\/[\w.-]+\.googleapis\.com\//, "");

/** Paths in a document that may name another one. */
export const pathsIn = (document: Document): string[] =>
  textsIn(document)
    .map(withoutHost)
    .filter((text) => /^(projects|folders|organizations)\/[\w.:-]+\/[\w-]+\/.+/.test(text) && !/[\s,]/.test(text));
