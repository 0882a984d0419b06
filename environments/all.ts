import { defineEnvironments } from "../contract/define-environment";
import { dev } from "./dev";
import type { Environment } from "../contract/environment";
import { platform } from "./platform";
import { prod } from "./prod";
import { staging } from "./staging";

/**
 * The environments in the order of promotion, each under its file's name: each is at least as strict as the
 * one before it, and the last one serves users.
 */
export const specs = { dev, staging, prod };

/** @throws ContractError with every fault of all of them */
export function allEnvironments(): Environment[] {
  return defineEnvironments(specs, platform);
}
