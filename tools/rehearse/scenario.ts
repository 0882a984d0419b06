import type { CatalogSpec } from "../../contract/catalog-schema";
import type { EnvironmentSpec } from "../../contract/environment";
import type { Injection } from "./google/faults";
import type { Layer } from "../../contract/names";

/** What `environments/` holds: each environment by its name, and the catalog. */
export interface Entries {
  specs: Record<string, EnvironmentSpec>;
  catalog: CatalogSpec;
}

/** An edit that a person makes. */
export type Edit = (entries: Entries) => void;

/** A command of Terraform that a person runs in a layer's folder, such as `untaint` or `import`. */
interface Command {
  readonly layer: Layer;
  readonly args: readonly string[];
}

/** One change of the entries, or what a person does about a failure. */
interface Change {
  /** @default the entries stay as they are */
  readonly edit?: Edit;
  /** Run one after the other before the deploys; each must succeed. */
  readonly commands?: readonly Command[];
  /** @default what `npm run deploy-order` says */
  readonly deploys?: readonly Layer[];
  /** Error that this deploy is to end with; without it, none may occur. */
  readonly refused?: RegExp;
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
