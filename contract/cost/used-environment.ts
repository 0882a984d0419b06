import type { Environment } from "../environment";
import { inCase, type Case } from "../figure";
import type { Usage } from "../usage";

/** An environment whose usage is known: that of one case. */
export type UsedEnvironment = Omit<Environment, "usage"> & { readonly usage: Usage };

export const asUsed = (environment: Environment, which: Case): UsedEnvironment => ({
  ...environment,
  usage: inCase(environment.usage, which),
});
