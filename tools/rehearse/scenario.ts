import type { CatalogSpec } from "../../contract/catalog-schema";
import type { EnvironmentSpec } from "../../contract/environment";
import type { Row } from "../../contract/unmet";
import type { Injection } from "./google/faults";
import type { World } from "./google/world";
import type { Layer } from "../../contract/names";

/** What `environments/` holds: each environment by its name, and the catalog. */
export interface Entries {
  specs: Record<string, EnvironmentSpec>;
  catalog: CatalogSpec;
}

/** An edit that a person makes. */
export type Edit = (entries: Entries) => void;

/** One change of the entries. */
interface Change {
  readonly edit: Edit;
  /** @default what `npm run deploy-order` says */
  readonly deploys?: readonly Layer[];
  /** Error that this deploy is to end with; without it, none may occur. */
  readonly refused?: RegExp;
  /** What a person does by command after the deploy. */
  readonly byHand?: (world: World) => void;
  /** What must be true at Google after the deploy. */
  readonly holds?: (world: World) => readonly Row[];
}

/** An everyday or a rare change, deployed to an environment that exists. */
export interface Scenario {
  /** As `npm run rehearse` takes it, such as `route-removed`. */
  readonly name: string;
  /** What somebody wants. */
  readonly what: string;
  /** The environment of the tests' reference in which it happens. */
  readonly environment: "dev" | "prod";
  readonly changes: readonly Change[];
  /** What goes wrong meanwhile. */
  readonly faults?: readonly Injection[];
}
