import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isRetiring } from "../../contract/retiring";
import { compareAddresses, lostStack, type Lost } from "./data-addresses";
import { WrittenFileError, type Entries, type Writer } from "./written-file";

const path = "__tests__/stacks/data-addresses.json";

type Pinned = Readonly<Record<string, readonly string[]>>;

/** Where the data of protected environments lives. What is new is added; what is lost stays until it is forgotten by name. */
export const pinnedAddresses: Writer = (entries) => [{ path, text: written(compared(entries).kept) }];

/** Addresses that the next deploy would destroy, but for those that are meant to go. */
export const lostAddresses = (entries: Entries): readonly Lost[] => compared(entries).lost;

/** What `--forget` names and nothing has lost, which is a slip of the pen. */
export const notLost = (entries: Entries): readonly string[] => {
  const lost = compared({ ...entries, forget: [] }).lost.map(({ id }) => id);
  return entries.forget.filter((id) => !lost.includes(id));
};

function compared({ root, environments, stacks, forget }: Entries): { kept: Pinned; lost: Lost[] } {
  const pinned = pinnedIn(root);
  const guarded = environments.filter(({ protection }) => protection === "protected");
  const ids = [...stacks.keys()].filter((id) => guarded.some(({ name }) => isOf(id, name)));
  const gone = Object.keys(pinned).filter((id) => !ids.includes(id));
  const kept: Record<string, string[]> = {};
  const lost: Lost[] = [];
  for (const id of ids) {
    const environment = guarded.find(({ name }) => isOf(id, name))!;
    const all = compareAddresses(id, pinned[id] ?? [], stacks.get(id)!, (address) =>
      isRetiring(environment, id, address),
    );
    lost.push(...all.lost.filter((one) => !forget.includes(one.id)));
    const addresses = all.kept.filter((address) => !forget.includes(`${id}:${address}`));
    if (addresses.length > 0) kept[id] = addresses;
  }
  for (const id of gone.filter((one) => !forget.includes(one))) {
    lost.push(lostStack(id, pinned[id]!));
    kept[id] = [...pinned[id]!];
  }
  return { kept, lost };
}

/** @throws WrittenFileError if the file holds something else than lists of addresses, such as after a merge */
function pinnedIn(root: string): Pinned {
  const file = join(root, path);
  const broken = (what: string): Error =>
    new WrittenFileError(
      `${path}: ${what}; take it back with \`git checkout HEAD -- ${path}\`, then run \`npm run update\``,
    );
  if (!existsSync(file)) return {};
  if (statSync(file).isDirectory()) throw broken("is a folder");
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw broken(`is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const isList = (value: unknown): boolean =>
    Array.isArray(value) && value.every((address) => typeof address === "string");
  if (typeof read !== "object" || read === null || Array.isArray(read) || !Object.values(read).every(isList))
    throw broken('must be { "<stack>": ["<address>"] }');
  return read as Pinned;
}

const isOf = (stack: string, environment: string): boolean =>
  stack === `bootstrap-${environment}` || stack.startsWith(`${environment}-`);

/** As the formatter writes it: a list in one line if that fits. */
function written(pinned: Pinned): string {
  const lists = Object.entries(pinned).map(([id, addresses]) => {
    const items = addresses.map((address) => JSON.stringify(address));
    const line = `  "${id}": [${items.join(", ")}]`;
    return line.length < 120 ? line : `  "${id}": [\n${items.map((item) => `    ${item}`).join(",\n")}\n  ]`;
  });
  return lists.length === 0 ? "{}\n" : `{\n${lists.join(",\n")}\n}\n`;
}
