import type { Call } from "./call";
import type { Policy } from "./iam-policies";
import type { World } from "./world";

/** A document as Google answers it. */
export type Document = Record<string, any>;

/** What is known where a document is made or changed. */
export interface Context {
  readonly world: World;
  readonly call: Call;
  /** Canonical path of the document, with the project's id. */
  readonly path: string;
  /** The document before the change; undefined at its creation. */
  readonly before: Document | undefined;
}

/** How one kind of resource is made, changed and deleted. */
export interface Collection {
  /** Path of one document below the version, such as `projects/*\/topics/*`; a star is one segment, two stars are many. */
  readonly path: string;
  /** Where the id of a new document is: a query parameter, a field of the body, or Google chooses it. `PUT`: the path itself. */
  readonly id: { readonly parameter: string } | { readonly field: string } | "generated" | "PUT";
  /** Form of the answer to a change: the document itself, or an operation that must be asked about. */
  readonly answers: "document" | "operation";
  /** The name that Google answers; none if it answers no `name` of a whole path. `number`: with the project's number. */
  readonly name?: "path" | "number" | "short";
  /** Whether a PATCH without a mask sends the whole document, or a PUT only what changes. */
  readonly change?: "PATCH replaces" | "PUT merges";
  /** Adds what Google fills in and drops what Google does not return. */
  readonly fill?: (document: Document, context: Context) => Document;
  /** Grants that Google makes with a new document. */
  readonly firstGrants?: (context: Context) => Policy["bindings"];
  /** Refuses a combination that Google refuses. @throws GoogleError */
  readonly check?: (document: Document, context: Context) => void;
  /** What Google does when the operation ends. It may refuse then too, and what was made or changed stays. @throws GoogleError */
  readonly atEnd?: (document: Document, context: Context) => void;
  /** The part of a document in which a path is a reference and no mere text; the whole document without it. */
  readonly referring?: (document: Document) => Document;
  /** Paths that a document names in another form than by a whole path. */
  readonly names?: (document: Document, context: Context) => readonly string[];
  /** Source for the fact that Google refuses the deletion while another resource names this one; none if it does not. */
  readonly refusedInUse?: string;
  /** Source for the fact that Google refuses the deletion of a document with documents below it; without it these go too. */
  readonly refusedWithChildren?: string;
  /** Refuses a deletion for another reason. @throws GoogleError */
  readonly checkDeletion?: (document: Document, context: Context) => void;
  /** A deleted document stays, marked by these fields. */
  readonly softDeleted?: Document;
}

/** One of Google's APIs. */
export interface Api {
  /** Host without `.googleapis.com`, which is also how it is enabled. */
  readonly service: string;
  /** The provider's arguments that name its endpoint, without `_custom_endpoint`. */
  readonly endpoints: readonly string[];
  /** Those that version 6 of the provider does not know. */
  readonly laterEndpoints?: readonly string[];
  /** What comes before every path, such as `v1/`. */
  readonly base: string;
  /** What the endpoint is to end in, where that is not the base. */
  readonly endpointEnd?: string;
  readonly collections: readonly Collection[];
  /** Calls that are no plain read, creation, change or deletion; undefined where it is one. */
  readonly special?: (call: Call, world: World) => object | undefined;
  /** Whether projects have it from the start. */
  readonly alwaysEnabled?: true;
}
