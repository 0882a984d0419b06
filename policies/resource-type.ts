import type { Environment } from "../contract/environment";
import type { ServiceAgentName } from "../contract/service-agents";
import type { DataType } from "../constructs/kms/names";
import type { Attributes } from "./policy";

/** Roles and single permissions that the pipeline's two accounts need. A single permission is used where every predefined role with it would grant too much. */
export interface Rights {
  /** Rights to read a resource and its IAM policy. Any pull request can use the plan account, so none of these may read data. */
  readonly plan: readonly string[];
  /** Those of `plan` whose names do not say that they read settings, each with the reason why any pull request may use it. @default - none */
  readonly planReasons?: Readonly<Record<string, string>>;
  /** Rights to create, change and delete a resource and to set its IAM policy. */
  readonly apply: readonly string[];
}

/** Reason why a row has no value here. A reason is reviewed; a missing field would not be. */
export interface None {
  readonly none: string;
}

/** How a type takes a customer-managed key. */
interface Encryption {
  /** Path of the argument that names the key, such as `encryption.default_kms_key_name`. */
  readonly argument: string;
  /** Service agent that uses the key, so people and services need no role on it. */
  readonly agent: ServiceAgentName;
  /** Data types whose keys the type may use, each with the condition under which a location has such a store. */
  readonly keys: Partial<Record<DataType, (environment: Environment, location: string) => boolean>>;
}

/** An argument that keeps a resource from being deleted. */
interface Guard {
  readonly argument: string;
  /** Whether a value keeps Terraform from fully destroying the resource; `undefined` is the provider's default. */
  readonly keeps: (value: unknown) => boolean;
  /** Value that lets a retiring resource go, or why none does. */
  readonly lowered: boolean | string | None;
  /** Value that a protected environment must set, and whose deletions it prevents. @default - a protected environment may omit it */
  readonly protected?: { readonly value: unknown; readonly against: "terraform" | "google" };
}

/** An argument that names a resource of an earlier layer, and the type of that resource. */
export interface Link {
  /** Returns the names in the argument. Terraform itself checks a reference (`${...}`). */
  readonly names: (attributes: Attributes) => unknown[];
  readonly to: string;
  /** Argument of `to` that holds the name. */
  readonly as: string;
  /** The same layer may declare the resource: Google checks the name only when it is used. */
  readonly sameLayer?: true;
}

/** Google refuses to delete a resource while another one refers to it. */
interface Refused {
  /** Where Google says so, or a public report of its answer. */
  readonly refused: string;
  /**
   * `lifecycle.create_before_destroy` makes Terraform update what refers to the resource first, and destroy it afterwards.
   * Its name must then change with whatever forces a replacement, since both exist for a while.
   */
  readonly createBeforeDestroy: true | None;
}

interface Common {
  /** API of the resource type, without `.googleapis.com`. */
  readonly api: string;
  /** Further APIs that its settings need. */
  readonly apisOfSettings?: readonly string[];
  readonly rights: Rights;
  /** Types to which a resource of this type may refer within its stack. */
  readonly refersTo: readonly string[];
  /** Arguments that name resources of earlier layers, other than variables that products set. @default - none */
  readonly links?: readonly Link[];
  /** Whether Google deletes a resource of this type while another one refers to it. */
  readonly deletionInUse: "allowed" | Refused;
}

/** A type without data or traffic: an apply recreates it from code. */
interface Settings extends Common {
  readonly holds: "nothing";
  readonly encryption?: Encryption;
}

/** A type whose loss affects users or their data. */
interface Valuable extends Common {
  readonly holds: "data" | "traffic";
  readonly encryption: Encryption | None;
  /** Whether a protected environment sets `lifecycle.prevent_destroy`. */
  readonly preventDestroy: true | None;
  readonly guards: readonly Guard[] | None;
  /** Service name in Google's audit logs of access to it, without `.googleapis.com`. */
  readonly audit: string | None;
}

interface Data extends Valuable {
  readonly holds: "data";
  /** Kinds of `storesOf()`, at least one of which must declare its recovery objective. */
  readonly recovery: readonly string[] | None;
  /** Kinds of alerts, at least one of which must exist for it. */
  readonly alerts: readonly string[] | None;
  /** Prefix of the keys of its cost lines in the estimate. */
  readonly cost: string | None;
}

interface Traffic extends Valuable {
  readonly holds: "traffic";
}

/** Everything that Parley must know about a Terraform resource type before a stack may contain it. */
export type ResourceType = Settings | Traffic | Data;

/** A product's rows, by Terraform type. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

export const isNone = (value: unknown): value is None => typeof value === "object" && value !== null && "none" in value;
