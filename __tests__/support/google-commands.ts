import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asReleased, type Call } from "./reduce-gcloud";

interface Commands {
  readonly everywhere: string;
  readonly gcloud: Readonly<Record<string, Call | typeof asReleased>>;
  readonly bq: Readonly<Record<string, string>>;
}

// Read instead of imported: TypeScript would infer a type from 4,000 commands.
const data = JSON.parse(readFileSync(join(__dirname, "../data/gcloud-commands.json"), "utf8")) as Commands;

/** Commands and flags that the data lacks, from Google's reference. */
const added: Readonly<Record<string, Call>> = {
  // Newer than the data.
  "firestore databases clone": {
    words: "0",
    flags: "--destination-database --encryption-type --kms-key-name --snapshot-time --source-database --tags",
    needs: ["--destination-database", "--snapshot-time", "--source-database"],
  },
  "monitoring policies list": { words: "0", flags: "--filter --limit --page-size --sort-by --uri?" },
  // Hidden in the version of the data, documented since.
  "sql instances clone": { words: "2", flags: "--source-instance-deletion-time" },
  "sql instances get-latest-recovery-time": { words: "1", flags: "--source-instance-deletion-time" },
};
/** These flags have underscores, for which the data has hyphens. */
const underscored = ["access-approval settings update"];

/** A flag and the values that it takes; a switch takes none. */
type Flags = ReadonlyMap<string, "value" | "switch" | readonly string[]>;
type Flag = readonly [name: string, kind: "value" | "switch" | readonly string[]];

const flagsOf = (written: string): Flags =>
  new Map(
    written
      .split(" ")
      .filter(Boolean)
      .map((flag): Flag => {
        if (flag.endsWith("?")) return [flag.slice(0, -1), "switch"];
        const [name, values] = flag.split("=") as [string, string | undefined];
        return [name, values?.split("|") ?? "value"];
      }),
  );
const everywhere = flagsOf(data.everywhere);

/**
 * What `gcloud` refuses before it calls Google: a command, a flag or a value that it
 * does not have, a flag that is missing or excludes another, and a wrong number of
 * words. A command that is only mentioned may leave out flags and words.
 */
export function gcloudCommandIssues(words: readonly string[], how: "run" | "mentioned" = "run"): string[] {
  const known = words.map((_, count) => words.slice(0, words.length - count).join(" ")).find((one) => callOf(one));
  const call = known === undefined ? undefined : callOf(known);
  if (known === undefined || call === undefined) {
    const name = words.filter((word) => /^[a-z]/.test(word)).join(" ");
    return how === "mentioned" && isGroup(name) ? [] : [`no command 'gcloud ${name}'`];
  }
  const own = flagsOf(underscored.includes(known) ? call.flags.replaceAll(/(?<=\w)-/g, "_") : call.flags);
  const given = argumentsOf(words.slice(known.split(" ").length), (flag) => own.get(flag) ?? everywhere.get(flag));
  const wrong = given.unknown.map((flag) => `'gcloud ${known}' has no ${flag}`);
  if (how === "mentioned") return wrong;
  const used = given.flags;
  const has = (names: string): boolean => names.split(" ").some((name) => used.includes(name));
  const missing = (call.needs ?? []).filter((names) => !has(names));
  const together = (call.oneOf ?? []).filter((sets) => sets.split(" | ").filter(has).length > 1);
  const [least, most] = rangeOf(call.words);
  return [
    ...wrong,
    ...given.values.map((one) => `'gcloud ${known}' does not take ${one}`),
    ...missing.map((names) => `'gcloud ${known}' needs ${names.split(" ").join(" or ")}`),
    ...together.map((sets) => `'gcloud ${known}' takes only one of ${sets}`),
    ...(given.words >= least && given.words <= most
      ? []
      : [`'gcloud ${known}' takes ${call.words} words after it, got ${given.words}`]),
  ];
}

function callOf(name: string): Call | undefined {
  const call = data.gcloud[name];
  if (call === asReleased) return callOf(name.replace(/^\w+ /, ""));
  const more = added[name];
  if (call === undefined || more === undefined) return call ?? more;
  return { ...call, flags: `${call.flags} ${more.flags}` };
}
const isGroup = (name: string): boolean => Object.keys(data.gcloud).some((command) => command.startsWith(`${name} `));

const rangeOf = (words: string): [number, number] => {
  if (words.endsWith("+")) return [Number(words.slice(0, -1)), Infinity];
  const [least, most = least] = words.split("-").map(Number) as [number, number?];
  return [least, most];
};

interface Given {
  readonly words: number;
  readonly flags: readonly string[];
  readonly unknown: readonly string[];
  /** Flags with a value that they do not take, as written. */
  readonly values: readonly string[];
}

function argumentsOf(words: readonly string[], kindOf: (flag: string) => ReturnType<Flags["get"]>): Given {
  const flags: string[] = [];
  const unknown: string[] = [];
  const values: string[] = [];
  let plain = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!word.startsWith("--") || word === "--") {
      plain++;
      continue;
    }
    const [written] = word.split("=") as [string];
    const positive = written.replace(/^--no-/, "--");
    const flag = kindOf(written) === undefined && kindOf(positive) === "switch" ? positive : written;
    const kind = kindOf(flag);
    if (kind === undefined) unknown.push(written);
    else flags.push(flag);
    const value = word.includes("=") ? word.slice(word.indexOf("=") + 1) : undefined;
    if (kind === "value" || Array.isArray(kind)) if (value === undefined) at++;
    const choices = Array.isArray(kind) ? (kind as readonly string[]) : [];
    if (value !== undefined && choices.length > 0 && !/[$,]/.test(value))
      if (!choices.some((one) => one.toLowerCase() === value.toLowerCase())) values.push(word);
  }
  return { words: plain, flags, unknown, values };
}

/** What `bq` refuses: a command or a flag that it does not have. A global flag may precede the command. */
export function bqIssues(words: readonly string[]): string[] {
  const command = words.find((word) => !word.startsWith("-"));
  const own = command === undefined ? undefined : data.bq[command];
  if (own === undefined) return [`no command 'bq ${command ?? ""}'`];
  const flags = new Map([...flagsOf(data.bq[""]!), ...flagsOf(own)]);
  return words
    .filter((word) => word.startsWith("--"))
    .map((word) => word.split("=")[0]!)
    .filter((flag) => !flags.has(flag) && flags.get(flag.replace(/^--no/, "--")) !== "switch")
    .map((flag) => `'bq ${command!}' has no ${flag}`);
}
