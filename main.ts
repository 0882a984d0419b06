import { defineEnvironments } from "./environments/define-environment";
import { dev } from "./environments/dev";
import { ContractError } from "./environments/fault";
import { platform } from "./environments/platform";
import { prod } from "./environments/prod";
import { staging } from "./environments/staging";
import { buildApp } from "./stacks/build-app";

try {
  // In the order of promotion: each is at least as strict as the one before it.
  buildApp(defineEnvironments([dev, staging, prod], platform)).synth();
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
