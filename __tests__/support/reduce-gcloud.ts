import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/*
 * Prints __tests__/data/gcloud-commands.json from the commands that the Google Cloud CLI
 * of this machine has. The first of the two takes ten minutes:
 * gcloud meta list-gcloud | npx tsx __tests__/support/reduce-gcloud.ts > commands.json
 */

/** Groups of commands that Parley's products may need, each in every release track. */
const groups = [
  ...["access-approval", "access-context-manager", "ai", "artifacts", "auth", "billing", "certificate-manager"],
  ...["components", "compute", "config", "container", "dns", "firestore", "iam", "iap", "info", "kms", "logging"],
  ...["monitoring", "org-policies", "organizations", "pam", "projects", "pubsub", "quotas", "recommender"],
  ...["resource-manager", "run", "secrets", "services", "sql", "storage", "version"],
];
/** Parts of Compute Engine and GKE that Parley has; the others are a third of all commands. */
const parts: Readonly<Record<string, readonly string[]>> = {
  compute: [
    ...["accelerator-types", "addresses", "backend-buckets", "backend-services", "disks", "firewall-rules"],
    ...["forwarding-rules", "instances", "network-endpoint-groups", "networks", "operations", "project-info"],
    ...["regions", "routers", "routes", "security-policies", "sign-url", "ssl-certificates", "ssl-policies"],
    ...["target-http-proxies", "target-https-proxies", "url-maps", "zones", "machine-types"],
  ],
  container: ["clusters", "get-server-config", "node-pools", "operations"],
};

interface Argument {
  readonly name: string;
  readonly is_required: boolean;
  readonly is_hidden: boolean;
  readonly is_global: boolean;
  readonly type?: string;
  readonly nargs?: string;
  readonly choices?: readonly string[];
}
/** A negative number is a word after the command; another one, the place of a flag in the tree's list. */
type Member = number | Argument | Group;
interface Group {
  readonly arguments: readonly Member[];
  readonly is_required: boolean;
  readonly is_mutex: boolean;
}
interface Command {
  readonly commands: Readonly<Record<string, Command>>;
  readonly flags: Readonly<Record<string, number>>;
  readonly positionals: readonly Argument[];
  readonly constraints: Group;
  readonly is_group: boolean;
  readonly is_hidden: boolean;
}
type Tree = Command & { readonly CLI_VERSION: string; readonly SERIALIZED_FLAG_LIST: readonly Argument[] };

/** How a command is called: its words, its flags, and of which flags one is needed or only one may be there. */
export interface Call {
  readonly words: string;
  readonly flags: string;
  readonly needs?: readonly string[];
  readonly oneOf?: readonly string[];
}

/** A command of the track alpha or beta that is called like the released one. */
export const asReleased = "=";

/** Commands of a group and of all groups in it, by their words. */
function callsOf(
  { SERIALIZED_FLAG_LIST: all, ...root }: Tree,
  wanted: (words: readonly string[]) => boolean,
): Record<string, Call | typeof asReleased> {
  const calls: Record<string, Call> = {};
  const add = (command: Command, words: readonly string[]): void => {
    if (command.is_group)
      for (const [word, one] of Object.entries(command.commands)) if (!one.is_hidden) add(one, [...words, word]);
    if (!command.is_group && wanted(words)) calls[words.join(" ")] = callOf(command, all);
  };
  add(root, []);
  const released = (words: string): Call | undefined => calls[words.replace(/^(alpha|beta) /, "")];
  return Object.fromEntries(
    Object.entries(calls).map(([words, call]) => [
      words,
      released(words) !== call && JSON.stringify(released(words)) === JSON.stringify(call) ? asReleased : call,
    ]),
  );
}

function callOf({ flags, positionals, constraints }: Command, all: readonly Argument[]): Call {
  const ofCommand = ({ is_global: global, is_hidden: hidden }: Argument): boolean => !global && !hidden;
  const argumentOf = (member: number | Argument): Argument | undefined =>
    typeof member === "number" ? all[member] : member;
  /** Flags of a group; undefined if a word may take their place. */
  const within = (member: Member): string[] | undefined => {
    if (typeof member === "object" && "arguments" in member) {
      const inner = member.arguments.map((one) => within(one));
      return inner.includes(undefined) ? undefined : [...new Set(inner.flatMap((one) => one ?? []))];
    }
    const flag = argumentOf(member);
    return flag === undefined ? undefined : ofCommand(flag) ? [flag.name] : [];
  };
  const needs: string[] = [];
  const oneOf: string[] = [];
  const look = (group: Group): void => {
    for (const member of group.arguments) {
      if (typeof member === "object" && "arguments" in member) {
        const any = within(member) ?? [];
        const anchor = member.arguments.some(
          (one) => !(typeof one === "object" && "arguments" in one) && argumentOf(one)?.is_required === true,
        );
        if (member.is_required && any.length > 0 && (member.is_mutex || !anchor)) needs.push(any.join(" "));
        look(member.is_mutex ? { ...member, is_required: false } : member);
      } else {
        const flag = argumentOf(member);
        if (group.is_required && flag?.is_required === true && ofCommand(flag)) needs.push(flag.name);
      }
    }
    const apart = group.arguments.map((one) => (within(one) ?? []).join(" ")).filter((names) => names !== "");
    if (group.is_mutex && apart.length > 1) oneOf.push(apart.join(" | "));
  };
  look({ ...constraints, is_required: true });
  const own = Object.values(flags).filter((index) => ofCommand(all[index]!));
  const least = positionals.filter(({ is_required: needed, nargs }) => needed && nargs !== "*" && nargs !== "?").length;
  const endless = positionals.some(({ nargs }) => !["0", "1", "?", undefined].includes(nargs));
  return {
    words: endless ? `${least}+` : least === positionals.length ? String(least) : `${least}-${positionals.length}`,
    flags: own
      .map((index) => flagOf(all[index]!))
      .sort()
      .join(" "),
    ...(needs.length === 0 ? {} : { needs: [...new Set(needs)].sort() }),
    ...(oneOf.length === 0 ? {} : { oneOf: oneOf.sort() }),
  };
}

/** `--x?` is a switch, `--x=a|b` takes one of some values, `--x` any value. */
const flagOf = ({ name, type, choices = [] }: Argument): string => {
  if (type === "bool") return `${name}?`;
  return choices.length > 0 && choices.length <= 12 && choices.every((one) => /^[\w.-]+$/.test(one))
    ? `${name}=${choices.join("|")}`
    : name;
};

function isWanted([first, ...rest]: readonly string[]): boolean {
  const [group, part] = first === "alpha" || first === "beta" ? rest : [first, ...rest];
  return groups.includes(group!) && (parts[group!]?.includes(part!) ?? true);
}

/** Flags of `bq` from its help: `--[no]batch` is a switch. */
const bigQueryFlags = (help: string): string =>
  [...new Set([...help.matchAll(/^ +(?:-\w,)?--(\[no\])?(\w+):/gm)].map(([, no, name]) => `--${name}${no ? "?" : ""}`))]
    .sort()
    .join(" ");

function bigQuery(): Record<string, string> {
  // Help ends with 1.
  const help = (...words: string[]): string => spawnSync("bq", words, { encoding: "utf8" }).stdout;
  const names = [...help("help").matchAll(/^([a-z][a-z-]+) {2,}\S/gm)].map(([, name]) => name!);
  return {
    "": bigQueryFlags(help("--help")),
    ...Object.fromEntries(names.map((n) => [n, bigQueryFlags(help("help", n))])),
  };
}

function main(): void {
  const tree = JSON.parse(readFileSync(0, "utf8")) as Tree;
  const everywhere = tree.SERIALIZED_FLAG_LIST.filter((flag) => flag.is_global && !flag.is_hidden).map(flagOf);
  const table = (rows: object): string =>
    Object.entries(rows)
      .map(([key, row]) => `    ${JSON.stringify(key)}: ${JSON.stringify(row)}`)
      .join(",\n");
  const source = `Google Cloud CLI ${tree.CLI_VERSION}, by gcloud meta list-gcloud and bq help; __tests__/support/reduce-gcloud.ts says how to renew it`;
  const head = {
    source,
    date: new Date().toISOString().slice(0, 10),
    everywhere: [...new Set(everywhere)].sort().join(" "),
  };
  const lines = Object.entries(head).map(([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)},`);
  // One command a line, so that a renewal shows what changed.
  console.log(
    [
      "{",
      ...lines,
      '  "gcloud": {',
      table(callsOf(tree, isWanted)),
      '  },\n  "bq": {',
      table(bigQuery()),
      "  }\n}",
    ].join("\n"),
  );
}

if (require.main === module) main();
