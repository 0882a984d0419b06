import type { CatalogSpec } from "../../contract/catalog-schema";
import type { EnvironmentSpec } from "../../contract/environment";
import type { Injection } from "./google/faults";
import type { World } from "./google/world";
import type { Layer } from "../../contract/names";
import type { PageSection } from "./page";
import type { Applied } from "./terraform";

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
export interface Change {
  /** What is done at Google beside Terraform, such as by gcloud. It comes before everything else of this change. */
  readonly happens?: (google: World) => void;
  /** Layers whose state is set back by one deploy, as the bucket's version before it has it. */
  readonly olderState?: readonly Layer[];
  /**
   * The edit, for which a person may look at Google, such as for the revision that serves.
   * @default the entries stay as they are
   */
  readonly edit?: (entries: Entries, google: World) => void;
  /** Issue with which the contract is to refuse the edit; then nothing is deployed, and the edit is taken back. */
  readonly refusedBySynth?: RegExp;
  /** Sections of pages, each with the layer that it works on. Their deploys are those of this change. */
  readonly sections?: readonly (PageSection & { readonly layer: Layer })[];
  /** Run one after the other before the deploys; each must succeed. */
  readonly commands?: readonly Command[];
  /** @default what `npm run deploy-order` says */
  readonly deploys?: readonly Layer[];
  /** Layers that are destroyed before the deploys, in this order. */
  readonly destroys?: readonly Layer[];
  /** Error that this deploy is to end with; without it, none may occur. */
  readonly refused?: RegExp;
  /** What is not as it should be at Google after the deploys; empty if all is well. */
  readonly wrong?: (google: World) => readonly string[];
  /** What the deploys do together, where the figure proves something. */
  readonly does?: Partial<Omit<Applied, "errors">>;
}

/** An everyday or a rare change, deployed to an environment that exists. */
export interface Scenario {
  /** As `npm run rehearse` takes it, such as `route-removed`. */
  readonly name: string;
  /** What somebody wants. */
  readonly what: string;
  /** The environment of the tests' reference in which it happens. */
  readonly environment: "dev" | "prod";
  /** How the reference differs when the environment is made from nothing. @default not at all */
  readonly first?: Edit;
  readonly changes: readonly Change[];
  /** What goes wrong meanwhile. */
  readonly faults?: readonly Injection[];
}
