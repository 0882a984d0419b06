import { withoutCredentials } from "./credentials";

/** One mistake in an environment file or catalog.ts: its location, the problem and the fix. */
export interface Issue {
  /** The file to open, such as `environments/prod.ts`. */
  readonly file: string;
  /** The field in that file, such as `services.audio.scale.max`. */
  readonly field: string;
  /** What was given, what is allowed, and the fix. Lower case, no final period. */
  readonly message: string;
}

/** File with the settings that all environments share. */
export const catalogFile = "environments/catalog.ts";

/** File with the settings of one environment. */
export const environmentFile = (name: string): string => `environments/${name}.ts`;

/**
 * All issues of the environments in one error, so that ten mistakes take one round
 * to fix, not ten.
 *
 * main.ts prints the message without a stack trace, since the mistake is in the
 * file that each line names, not in this code.
 */
export class ContractError extends Error {
  override readonly name = "ContractError";

  readonly issues: readonly Issue[];

  /** Hides credentials, since the message is read in terminals and in the pipeline's logs. */
  constructor(found: readonly Issue[]) {
    const issues = found.map(({ file, field, message }) => ({
      file: withoutCredentials(file),
      field: withoutCredentials(field),
      message: withoutCredentials(message),
    }));
    const lines = uniqueLines(issues);
    super(`${lines.length === 1 ? "1 issue" : `${lines.length} issues`} in the environments\n${lines.join("\n")}`);
    this.issues = issues;
  }
}

/** A mistake in catalog.ts is found once per environment but reported once. */
function uniqueLines(issues: readonly Issue[]): string[] {
  return [...new Set(issues.map(({ file, field, message }) => `${file}: ${field}: ${message}`))];
}
