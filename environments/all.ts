import { defineEnvironments } from "../contract/define-environment";
import { dev } from "./dev";
import type { Environment } from "../contract/environment";
import { catalog } from "./catalog";
import { prod } from "./prod";
import { staging } from "./staging";

/**
 * Environments in the order of promotion, keyed by file name. Each is at least as strict as the one before it,
 * and the last one serves users.
 */
export const specs = { dev, staging, prod };

/** @throws ContractError that lists the issues of every environment */
export function allEnvironments(): Environment[] {
  return defineEnvironments(specs, catalog);
}
