import type { Environment } from "../environment";
import type { Issue } from "../issue";
import type { ServiceOverride } from "../service-entry";

/** What a rule sees of one environment. */
export interface RuleContext {
  readonly environment: Environment;
  /** The environment's own file. */
  readonly file: string;
  readonly overrides: Readonly<Record<string, ServiceOverride>>;
  /** Where a field of a service is written: in the environment's file or in platform.ts. */
  readonly at: (service: string, field: string) => Pick<Issue, "file" | "field">;
}

/** Reads an environment whose fields are each valid, and reports what is wrong between them. */
export type Rule = (context: RuleContext) => Issue[];
