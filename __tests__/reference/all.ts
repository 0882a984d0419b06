import { defineEnvironments } from "../../contract/define-environment";
import type { Environment } from "../../contract/environment";
import { dev } from "./dev";
import { platform } from "./platform";
import { prod } from "./prod";
import { staging } from "./staging";

/**
 * The tests' own environments: a disposable one and two protected ones, with the
 * figures that the requirement documents ask for. They never follow
 * `environments/`, so that whoever edits that folder breaks no test of the code.
 *
 * @throws ContractError with every fault of all of them
 */
export function referenceEnvironments(): Environment[] {
  return defineEnvironments({ dev, staging, prod }, platform);
}
