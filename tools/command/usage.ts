import { parseArgs, type ParseArgsConfig } from "node:util";

/** One `--name` of a command. */
interface Option {
  /** What stands after it, such as `<stack>:<address>`; none for a switch. May be given several times. */
  readonly value?: string;
  readonly help: string;
}

/** What a command takes. */
export interface Signature {
  /** After `npm run`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** Arguments in their order, such as `<environment>`; `[secret]` may be left out and `[kind...]` repeated. */
  readonly takes?: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
}

/** What somebody asked of a command. */
export interface Call {
  readonly positionals: readonly string[];
  /** Whether a switch is there. */
  readonly has: (option: string) => boolean;
  /** Every value of an option, in their order. */
  readonly all: (option: string) => readonly string[];
}

/** A wrong call: what is wrong with it; the usage follows. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Reads a command's arguments, or `help` if that is what was asked for.
 *
 * @throws UsageError for an option that it does not have, an empty argument, and too many or too few arguments
 */
export function parsed(command: Signature, args: readonly string[]): Call | "help" {
  const { takes = [] } = command;
  const { values, positionals } = read(command, args);
  if (values.help === true) return "help";
  if (positionals.includes("")) throw new UsageError("an argument is empty");
  const needed = takes.filter((one) => one.startsWith("<"));
  const missing = needed[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing`);
  const extra = positionals[takes.length];
  if (extra !== undefined && takes.at(-1)?.endsWith("...]") !== true)
    throw new UsageError(`'${extra}' is one argument too many`);
  return {
    positionals,
    has: (option) => values[option] === true,
    all: (option) => [values[option] ?? []].flat().filter((value) => typeof value === "string"),
  };
}

interface Read {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

function read({ options = {} }: Signature, args: readonly string[]): Read {
  const known: ParseArgsConfig["options"] = { help: { type: "boolean", short: "h" } };
  for (const [name, { value }] of Object.entries(options))
    known[name] = value === undefined ? { type: "boolean" } : { type: "string", multiple: true };
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true });
  } catch (error) {
    // Node's first sentence names the argument; the second is about `--`, which npm takes for itself.
    throw new UsageError((error as Error).message.split(/\. /)[0]!.replace(/\.$/, ""));
  }
}

/** How to call a command, and what each of its options does. */
export function usage({ name, summary, takes = [], options = {} }: Signature): string {
  const shown = Object.entries<Option>({ ...options, help: { help: "says this" } }).map(
    ([option, { value, help }]) => ({
      call: value === undefined ? `--${option}` : `--${option} ${value}`,
      help,
    }),
  );
  const width = Math.max(...shown.map(({ call }) => call.length));
  return [
    `usage: npm run ${name} -- ${[...takes, ...shown.slice(0, -1).map(({ call }) => `[${call}]`)].join(" ")}`.replace(
      / -- $/,
      "",
    ),
    `  ${summary}`,
    ...shown.map(({ call, help }) => `  ${call.padEnd(width)}  ${help}`),
  ].join("\n");
}
