import type { Environment } from "../contract/environment";
import type { ServiceAgentName } from "../contract/service-agents";
import type { DataType } from "../constructs/kms/names";
import type { Attributes } from "./policy";

/** What the pipeline's two accounts need, as roles and single permissions. A permission is named where every predefined role that has it holds more than it should. */
export interface Rights {
  /** To read a resource and its IAM policy. The plan account can be any pull request, so nothing here reads data. */
  readonly plan: readonly string[];
  /** To create, change and delete it and to set its IAM policy. */
  readonly apply: readonly string[];
}

/** Why a row has nothing here. A reason is reviewed; a missing field would not be. */
export interface None {
  readonly none: string;
}

/** How a type takes a customer-managed key. */
interface Encryption {
  /** Path of the argument that names the key, such as `encryption.default_kms_key_name`. */
  readonly argument: string;
  /** The agent that encrypts with it, so people and services need no right on any key. */
  readonly agent: ServiceAgentName;
  /** Which of the environment's keys it may use, each with the condition under which a key's location has such a store. */
  readonly keys: Partial<Record<DataType, (environment: Environment, location: string) => boolean>>;
}

/** An argument that keeps a resource from being deleted. */
interface Guard {
  readonly argument: string;
  /** Whether a value keeps Terraform from destroying the resource whole; `undefined` is the provider's default. */
  readonly keeps: (value: unknown) => boolean;
  /** What a protected environment must write, and against whom it guards. @default - a protected environment may leave it */
  readonly protected?: { readonly value: unknown; readonly against: "terraform" | "google" };
}

/** Where a type names a resource of an earlier layer, and what the name must belong to. */
interface Link {
  /** Names at that place; a reference (`${...}`) is Terraform's own to check. */
  readonly names: (attributes: Attributes) => unknown[];
  readonly to: string;
  /** Argument of `to` that holds the name. */
  readonly as: string;
  /** The same layer may declare it: Google checks the name when it is used, not when it is written. */
  readonly sameLayer?: true;
}

interface Common {
  /** API that serves it, without `.googleapis.com`. */
  readonly api: string;
  /** APIs that its settings ask for besides. */
  readonly apisOfSettings?: readonly string[];
  readonly rights: Rights;
  /** Types to which a resource of this type may refer within its stack. */
  readonly refersTo: readonly string[];
  /** Names of resources of earlier layers. @default - none */
  readonly links?: readonly Link[];
  /** Whether Google refuses to delete a resource of this type while another one refers to it. */
  readonly deletionInUse: "refused" | "allowed";
}

/** Nothing is lost with it: an apply makes it again from code. */
interface Settings extends Common {
  readonly holds: "nothing";
  readonly encryption?: Encryption;
}

/** Users or their data are lost with it. */
interface Valuable extends Common {
  readonly holds: "data" | "traffic";
  readonly encryption: Encryption | None;
  /** Whether a protected environment sets `lifecycle.prevent_destroy`. */
  readonly preventDestroy: true | None;
  readonly guards: readonly Guard[] | None;
  /** Service under which Google audits access to it, without `.googleapis.com`. */
  readonly audit: string | None;
}

interface Data extends Valuable {
  readonly holds: "data";
  /** Kinds of `storesOf()` under which its objective is declared; one of them at least. */
  readonly recovery: readonly string[] | None;
  /** Kinds of alerts that watch it; one of them at least. */
  readonly alerts: readonly string[] | None;
  /** Start of the keys of its lines in the estimate. */
  readonly cost: string | None;
}

interface Traffic extends Valuable {
  readonly holds: "traffic";
}

/** Everything that Parley must know of a Terraform type before a stack may hold one. */
export type ResourceType = Settings | Traffic | Data;

/** A product's rows, by Terraform type. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

export const isNone = (value: unknown): value is None => typeof value === "object" && value !== null && "none" in value;
