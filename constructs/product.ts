import type { Environment, Service } from "../contract/environment";
import type { CostLine } from "../contract/cost/line";
import type { Issue } from "../contract/issue";
import type { Store } from "../contract/recovery-mechanism";
import type { Rule } from "../contract/rules/rule";
import type { Alert, AlertSource } from "../observability/alerts/alert";
import type { Tile } from "../observability/dashboards/grid";
import type { Metric } from "../observability/metrics/metric";
import type { Policy } from "../policies/policy";

/** Access to what a product holds that Google writes into the audit log only where asked. */
export interface AuditedAccess {
  /** Name of the service without `.googleapis.com`. */
  readonly service: string;
  /** Reads and writes of content, or also every look at what there is. */
  readonly reads: "content" | "everything";
  /** Whether the environment has the product at all. */
  readonly declared: (environment: Environment) => boolean;
}

/** Services that reach a product over the network's private ranges, which the firewall opens to nobody else. */
interface PrivateClients {
  /** Construct id of the firewall's rule. */
  readonly rule: string;
  readonly description: string;
  /** Network tag of the services' instances. */
  readonly tag: string;
  readonly ports: readonly string[];
  /** Range in which the product answers; undefined where the environment lacks the product. */
  readonly range: (environment: Environment) => string | undefined;
  readonly includes: (service: Service) => boolean;
}

/**
 * What a product's folder gives to the engines: `product.ts` names it once, and
 * `constructs/products.ts` names the product. Rows of the registry stand apart,
 * since policies read them while they are made.
 */
export interface Product {
  /** Mistakes that people make in its entries. */
  readonly rules?: Rule;
  /** What a protected environment may not do without. */
  readonly protectedIssues?: (environment: Environment, file: string) => Issue[];
  /** What it keeps that cannot be made again, each with an objective that its file declares. */
  readonly stores?: (environment: Environment) => Store[];
  readonly cost?: (environment: Environment) => CostLine[];
  readonly alerts?: readonly AlertSource[];
  /** What the overview shows of it: what services wait for when they are slow themselves. */
  readonly tiles?: (environment: Environment, alerts: readonly Alert[]) => Tile[];
  /** What the synthesized JSON must say. */
  readonly policies?: readonly Policy[];
  readonly audit?: AuditedAccess;
  readonly clients?: PrivateClients;
  /** Google's metrics that are read of it. */
  readonly metrics?: Readonly<Record<string, Metric>>;
}
