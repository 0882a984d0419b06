import { hostAddress, retiringLine } from "../../contract/retiring";
import { pinnedTypes } from "../../policies/registry";
import { isObject, type JsonObject } from "../golden/json";

/** Addresses of a stack's resources that hold data, and the hosts that users know with where each is, sorted. */
export function dataAddresses({ resource }: JsonObject): string[] {
  const types = isObject(resource) ? resource : {};
  const named = (type: string): JsonObject => (isObject(types[type]) ? types[type] : {});
  const hosts = Object.entries(named("google_certificate_manager_certificate_map_entry")).flatMap(([name, entry]) =>
    isObject(entry) && typeof entry.hostname === "string" ? [`${hostAddress(entry.hostname)}#${name}`] : [],
  );
  return [...pinnedTypes.flatMap((type) => Object.keys(named(type)).map((name) => `${type}.${name}`)), ...hosts].sort();
}

/** Addresses that a stack's state holds and that nothing describes any more, with what to do about each. */
export interface Lost {
  /** `<stack>:<address>`, or `<stack>` where the whole stack is gone, as `--forget` takes it. */
  readonly id: string;
  readonly message: string;
}

/** What a stack's pinned addresses are to be, and what would be destroyed at the next deploy. */
export interface Addresses {
  /** The lost ones are among them: they go by name only. */
  readonly kept: readonly string[];
  readonly lost: readonly Lost[];
}

/**
 * Compares what a stack's state holds with what it describes now; a `moved` block says
 * what became of an address. What is retiring is not kept: its entry may go next.
 */
export function compareAddresses(
  id: string,
  pinned: readonly string[],
  stack: JsonObject,
  isRetiring: (address: string) => boolean = () => false,
): Addresses {
  const now = dataAddresses(stack);
  const moves = (Array.isArray(stack.moved) ? stack.moved : [])
    .filter(isObject)
    .filter(({ to }) => typeof to === "string" && now.includes(to));
  const gone = pinned.filter((address) => !now.includes(address) && !moves.some(({ from }) => from === address));
  const added = now.filter((address) => !pinned.includes(address) && !moves.some(({ to }) => to === address));
  const lost = gone.map((address) => {
    if (isHost(address)) return { id: `${id}:${address}`, message: lostHost(id, address, now) };
    const others = added.filter((other) => other.split(".")[0] === address.split(".")[0]);
    return {
      id: `${id}:${address}`,
      message:
        `${id}: ${address} is guarded and has no place any more, so the next deploy would destroy it, or fail. ` +
        `If it was renamed${others.length === 1 ? ` to ${others[0]!}` : ""}, say so where it is made: resource.moveFromId("${address}"); ` +
        `if it is meant to go, ${letGo(id, address)}: npm run update -- --forget ${id}:${address}`,
    };
  });
  return { kept: [...now.filter((address) => !isRetiring(address)), ...gone].sort(), lost };
}

const isHost = (address: string): boolean => address.startsWith(hostAddress(""));

/** What to do about a host that is served no more or from another address: its visitors would get no answer. */
function lostHost(id: string, address: string, now: readonly string[]): string {
  const [host = ""] = address.split("#");
  if (now.some((other) => other.startsWith(`${host}#`)))
    return (
      `${id}: the certificate and the records of ${host} are at another address, so the next deploy would destroy them and make them again. ` +
      `Restore firstDomain in the environment's file: it stays when the domain changes (docs/how-to/change-a-host.md); if none of them exists: npm run update -- --forget ${id}:${address}`
    );
  return (
    `${id}: nothing serves ${host} any more, so whoever knows that name would get no answer. ` +
    `If it gets another name, serve both for a while: list its domain in domainAliases of the environment, or its label in hostAliases of the route (docs/how-to/change-a-host.md); ` +
    `if it is meant to go: npm run update -- --forget ${id}:${address}`
  );
}

/** How to let go of what was at an address; ends where the command that forgets it follows. */
function letGo(id: string, address: string): string {
  const [environment] = id.split("-");
  const line = environment === "bootstrap" ? undefined : retiringLine(address);
  if (line === undefined) return "read docs/how-to/remove.md, and then";
  return `restore its entry, write ${line} into environments/${environment!}.ts, deploy, and then remove both (docs/how-to/remove.md); if it is gone already`;
}

/** A stack with data that no protected environment has any more: one message, however many addresses it pins. */
export function lostStack(id: string, pinned: readonly string[]): Lost {
  const [first] = pinned;
  return {
    id,
    message:
      `${id}: no protected environment has this stack any more, and it holds data at ${pinned.length === 1 ? first! : `${pinned.length} addresses, such as ${first!}`}. ` +
      `Restore its environment, with its name and protection, or if all of it is meant to go: npm run update -- --forget ${id}`,
  };
}
