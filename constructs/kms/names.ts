import type { Environment } from "../../contract/environment";
import { typesWith } from "../../policies/registry";

/** Types of data, each with its own key, so that the loss or misuse of a key affects one type only. */
export type DataType = "media" | "records" | "database" | "queue" | "secrets" | "images" | "cluster" | "state";

/** In the order of a location's keys. The state's key is not among them: bootstrap makes it. */
const storedTypes = ["media", "records", "database", "queue", "secrets", "images", "cluster"] as const;

type Encrypted = Pick<Environment, "project" | "namePrefix" | "primaryRegion" | "encryption">;

/** Location of the key of secrets: automatic replication requires a global key. Google, "Enable CMEK for Secret Manager". */
const globalLocation = "global";

/** Location of a data type, and therefore of its key. */
export const keyLocation = ({ primaryRegion }: Pick<Environment, "primaryRegion">, data: DataType): string =>
  data === "secrets" ? globalLocation : primaryRegion;

/** Name of the environment's key rings. A ring is permanent in its project and location, so its name contains only the prefix. */
export const keyRingName = ({ namePrefix }: Pick<Environment, "namePrefix">): string => namePrefix;

/** Name of the key ring with the state's key, which bootstrap creates before the environment's own rings. */
export const bootstrapKeyRingName = ({ namePrefix }: Pick<Environment, "namePrefix">): string =>
  `${namePrefix}-bootstrap`;

/** Path of a key ring. If `ring` is a reference, a resource that uses the path depends on the ring. */
export const keyRingPath = ({ project }: Pick<Environment, "project">, location: string, ring: string): string =>
  `projects/${project.id}/locations/${location}/keyRings/${ring}`;

/** Path of a key. */
export function keyPath(environment: Encrypted, data: DataType, location = keyLocation(environment, data)): string {
  const ring = data === "state" ? bootstrapKeyRingName(environment) : keyRingName(environment);
  return `${keyRingPath(environment, location, ring)}/cryptoKeys/${data}`;
}

/** Path of the key that encrypts stores of this data type; undefined where Google's default encryption is used. */
export const encryptionKey = (environment: Encrypted, data: DataType, location?: string): string | undefined =>
  environment.encryption === "customer-managed" ? keyPath(environment, data, location) : undefined;

/**
 * Map from location to the data types whose keys are there, in a stable order: the
 * primary region, `global`, and the regions of read replicas, whose key must be in
 * the same region. The state's key is not included: bootstrap creates it.
 */
export function keysByLocation(environment: Environment): Map<string, DataType[]> {
  const keys = new Map<string, DataType[]>();
  if (environment.encryption !== "customer-managed") return keys;
  for (const type of storedTypes) {
    const location = keyLocation(environment, type);
    if (!typesWith("encryption").some(([, { keys: used }]) => used[type]?.(environment, location) ?? false)) continue;
    keys.set(location, [...(keys.get(location) ?? []), type]);
  }
  for (const { region } of Object.values(environment.cloudSql?.replicas ?? {})) {
    if (!keys.has(region)) keys.set(region, ["database"]);
  }
  return keys;
}
