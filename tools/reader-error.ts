import { ContractError } from "../contract/issue";
import { RunbookError } from "../observability/runbooks/runbook";
import { PolicyError } from "../policies/policy-error";
import { UnloadableError } from "./load-environments";
import { WrittenFileError } from "./update/written-file";

/** Whether an error's message is for the reader of `environments/`, `runbooks/` or a written file; any other is a mistake in this code. */
export const isReaderError = (error: unknown): error is Error =>
  [ContractError, PolicyError, RunbookError, UnloadableError, WrittenFileError].some((kind) => error instanceof kind);
