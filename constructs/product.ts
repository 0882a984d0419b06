import type { Environment, Service } from "../contract/environment";
import type { CostLine } from "../contract/cost/line";
import type { UsedEnvironment } from "../contract/cost/used-environment";
import type { Issue } from "../contract/issue";
import type { Range } from "../contract/ranges";
import type { Store } from "../contract/recovery-mechanism";
import type { Rule } from "../contract/rules/rule";
import type { Alert, AlertSource } from "../observability/alerts/alert";
import type { Tile } from "../observability/dashboards/grid";
import type { Metric } from "../observability/metrics/metric";
import type { Policy } from "../policies/policy";
import type { None } from "../policies/resource-type";

/** Data access audit logs of a product. Google writes them only if they are enabled. */
export interface AuditedAccess {
  /** Service name without `.googleapis.com`. */
  readonly service: string;
  /** `content` logs reads and writes of data; `metadata` logs reads of metadata, as which Google counts the minting of tokens; `everything` logs both. */
  readonly reads: "content" | "metadata" | "everything";
  /** Whether the environment uses the product. */
  readonly declared: (environment: Environment) => boolean;
}

/** Firewall rule for services that reach the product at a private address. All other instances are denied. */
interface PrivateClients {
  /** Construct id of the firewall rule. */
  readonly rule: string;
  readonly description: string;
  /** Network tag of the services' instances. */
  readonly tag: string;
  readonly ports: readonly string[];
  /** IP range of the product, which no other range may overlap, and its field; undefined if the environment does not use the product. */
  readonly range: (environment: Environment) => Range | undefined;
  readonly includes: (service: Service) => boolean;
}

/** Resource whose name is in a variable's value. A policy checks that an earlier layer declares the resource. */
interface VariableLink {
  /** Terraform type of the resource. */
  readonly to: string;
  /** Argument of the resource that contains the name. */
  readonly as: string;
  /** Extracts the name from the value. @default - the value is the name */
  readonly nameIn?: (value: string) => string | undefined;
}

/** Environment variable of a service that uses a product. It needs no line under `env`. */
export interface ServiceVariable {
  readonly value: string;
  /** Field of the service's entry that sets the variable. */
  readonly from: keyof Service;
  readonly link: VariableLink | None;
}

/** Map from the name of an environment variable to the variable; empty if the service does not use the product. */
export type ServiceVariables = (
  environment: Environment,
  service: Service,
) => Readonly<Record<string, ServiceVariable>>;

interface CommonFields {
  /** Checks of the product's entries. */
  readonly rules?: Rule;
  /** Additional checks in a protected environment. The file is the one that declares the environment. */
  readonly protectedIssues?: (environment: Environment, file: string) => Issue[];
  readonly cost?: (environment: UsedEnvironment) => CostLine[];
  readonly alerts?: readonly AlertSource[];
  /** Tiles on the overview dashboard: the product's health as a dependency of services. */
  readonly tiles?: (environment: Environment, alerts: readonly Alert[]) => Tile[];
  /** Checks of the synthesized JSON. */
  readonly policies?: readonly Policy[];
  readonly audit?: AuditedAccess | readonly AuditedAccess[];
  readonly clients?: PrivateClients;
  /** Permissions in the custom role of a service that uses the product, where every predefined role contains more. */
  readonly permissions?: (service: Service) => readonly string[];
  /** Map from key to a Google metric of the product. */
  readonly metrics?: Readonly<Record<string, Metric>>;
}

interface StoreFields {
  /** Data that cannot be recreated from code, with the recovery objective of each store. */
  readonly stores: (environment: Environment) => Store[];
  /** Variables by which services find the stores, or the reason why they need none. */
  readonly variables: ServiceVariables | None;
}

interface NoStoreFields {
  readonly stores?: undefined;
  readonly variables?: ServiceVariables;
}

/**
 * Everything that a product's folder provides to the shared code. Each `product.ts`
 * exports one, and `constructs/products.ts` lists them. A product with stores must
 * also declare its variables.
 *
 * The registry rows are imported separately, by `policies/registry.ts`: some policies
 * read the registry when their modules load, so importing both here would be a cycle.
 */
export type Product = CommonFields & (StoreFields | NoStoreFields);
