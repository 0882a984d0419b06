import type { Environment } from "../environment";
import type { Issue } from "../issue";
import type { ServiceOverride } from "../../constructs/cloud-run/schema";

/** Input of a rule: one environment and its files. */
export interface RuleContext {
  readonly environment: Environment;
  /** File of the environment, such as `environments/prod.ts`. */
  readonly file: string;
  readonly overrides: Readonly<Record<string, ServiceOverride>>;
  /** Location of a service's field: in the environment's file if overridden there, otherwise in catalog.ts. */
  readonly at: (service: string, field: string) => Pick<Issue, "file" | "field">;
}

/** Checks relations between fields that are each valid. */
export type Rule = (context: RuleContext) => Issue[];
