import { withoutCredentials } from "./credentials";

/** One mistake in what people edit: where it stands, what is wrong with it and how to mend it. */
export interface Fault {
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

  readonly faults: readonly Fault[];

  /** Credentials are taken out: what this says is read in terminals and in the pipeline's logs. */
  constructor(found: readonly Fault[]) {
    const faults = found.map(({ file, field, message }) => ({
      file,
      field: withoutCredentials(field),
      message: withoutCredentials(message),
    }));
    const lines = uniqueLines(faults);
    super(`${lines.length === 1 ? "1 fault" : `${lines.length} faults`} in the environments\n${lines.join("\n")}`);
    this.faults = faults;
  }
}

/** A mistake in platform.ts shows in every environment; it is reported once. */
function uniqueLines(faults: readonly Fault[]): string[] {
  return [...new Set(faults.map(({ file, field, message }) => `${file}: ${field}: ${message}`))];
}
