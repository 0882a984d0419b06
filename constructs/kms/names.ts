import type { Environment } from "../../contract/environment";
import { typesWith } from "../../policies/registry";

/** Kinds of data, each encrypted with a key of its own, so that one key's loss or misuse is one kind's. */
export type DataType = "media" | "records" | "database" | "queue" | "secrets" | "images" | "cluster" | "state";

/** In the order of a location's keys. The state's key is not among them: bootstrap makes it. */
const storedTypes = ["media", "records", "database", "queue", "secrets", "images", "cluster"] as const;

type Encrypted = Pick<Environment, "project" | "namePrefix" | "primaryRegion" | "encryption">;

/** Location of the key of secrets: automatic replication takes a global key only. Google, "Enable CMEK for Secret Manager". */
const globalLocation = "global";

/** Where a kind of data lies, and therefore its key. */
export const keyLocation = ({ primaryRegion }: Pick<Environment, "primaryRegion">, data: DataType): string =>
  data === "secrets" ? globalLocation : primaryRegion;

/** Key rings are permanent in their project and location, so the name says only whose they are. */
export const keyRingName = ({ namePrefix }: Pick<Environment, "namePrefix">): string => namePrefix;

/** Ring of the state's key, which exists before the environment's own rings. */
export const bootstrapKeyRingName = ({ namePrefix }: Pick<Environment, "namePrefix">): string =>
  `${namePrefix}-bootstrap`;

/** A reference to the ring's name orders what takes the path after it. */
export const keyRingPath = ({ project }: Pick<Environment, "project">, location: string, ring: string): string =>
  `projects/${project.id}/locations/${location}/keyRings/${ring}`;

/** Path of a key. */
export function keyPath(environment: Encrypted, data: DataType, location = keyLocation(environment, data)): string {
  const ring = data === "state" ? bootstrapKeyRingName(environment) : keyRingName(environment);
  return `${keyRingPath(environment, location, ring)}/cryptoKeys/${data}`;
}

/** Path of the key with which a store of this kind is encrypted; undefined where Google's default encryption does. */
export const encryptionKey = (environment: Encrypted, data: DataType, location?: string): string | undefined =>
  environment.encryption === "customer-managed" ? keyPath(environment, data, location) : undefined;

/**
 * Location to the kinds of data whose keys lie there, in a stable order: the
 * primary region, `global`, and each other region of a read replica, whose key
 * must lie beside it. Rows of the registry say which kinds the environment has.
 */
export function keysByLocation(environment: Environment): Map<string, DataType[]> {
  const keys = new Map<string, DataType[]>();
  if (environment.encryption !== "customer-managed") return keys;
  for (const type of storedTypes) {
    const location = keyLocation(environment, type);
    if (!typesWith("encryption").some(([, { keys: used }]) => used[type]?.(environment, location) ?? false)) continue;
    keys.set(location, [...(keys.get(location) ?? []), type]);
  }
  for (const { region } of Object.values(environment.database?.replicas ?? {})) {
    if (!keys.has(region)) keys.set(region, ["database"]);
  }
  return keys;
}
