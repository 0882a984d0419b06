/** One mistake in what people edit: where it stands, what is wrong with it and how to mend it. */
export interface Issue {
  /** The file to open, such as `environments/prod.ts`. */
  readonly file: string;
  /** The field in that file, such as `services.audio.scale.max`. */
  readonly field: string;
  /** What was given, what is allowed, and the fix. Lower case, no final period. */
  readonly message: string;
}

/** Where people write what is the same in every environment. */
export const platformFile = "environments/platform.ts";

/** Where people write what differs. */
export const environmentFile = (name: string): string => `environments/${name}.ts`;

/**
 * Everything that is wrong with the environments, in one error: people mend ten
 * mistakes in one round, not in ten.
 *
 * main.ts prints its message without a stack trace, since the reader's mistake
 * is in the file that each line names, not in this code.
 */
export class ContractError extends Error {
  override readonly name = "ContractError";

  constructor(readonly issues: readonly Issue[]) {
    const lines = uniqueLines(issues);
    super(`${lines.length === 1 ? "1 fault" : `${lines.length} faults`} in the environments\n${lines.join("\n")}`);
  }
}

/** A mistake in platform.ts shows in every environment; it is reported once. */
function uniqueLines(issues: readonly Issue[]): string[] {
  return [...new Set(issues.map(({ file, field, message }) => `${file}: ${field}: ${message}`))];
}
