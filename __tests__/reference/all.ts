import { defineEnvironments } from "../../contract/define-environment";
import type { Environment } from "../../contract/environment";
import { dev } from "./dev";
import { catalog } from "./catalog";
import { prod } from "./prod";
import { staging } from "./staging";

/**
 * The tests' own environments: a disposable one and two protected ones, with the figures
 * of the requirement documents. They are independent of `environments/`, so that an edit
 * of that folder breaks no test of the code.
 *
 * @throws ContractError that lists the issues of every environment
 */
export function referenceEnvironments(): Environment[] {
  return defineEnvironments({ dev, staging, prod }, catalog);
}
