import { budgetWarnings } from "./cost/budget-warnings";
import type { Environment } from "./environment";
import { modelWarnings } from "./model-warnings";

/**
 * What is allowed in the environments and looks wrong, a line each. It is said in
 * words, on standard error and on the cost page, and changes no stack.
 */
export const warnings = (environments: readonly Environment[]): string[] =>
  environments.flatMap((environment) => [...modelWarnings(environment), ...budgetWarnings(environment)]);
