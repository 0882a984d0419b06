import { longestLogDays } from "../constructs/cloud-sql/schema";
import type { Environment, Service } from "./environment";
import { secretsOf } from "../constructs/secret-manager/names";
import { environmentFile, platformFile, type Fault } from "./fault";
import {
  bucketMechanisms,
  dailyBackupMinutes,
  databaseMechanisms,
  documentVersionMinutes,
  firestoreMechanisms,
  logArchiveMinutes,
  queueMechanisms,
  secretMechanisms,
  stateMechanisms,
  type Mechanism,
  type Threat,
} from "./recovery-mechanisms";
import type { RecoveryObjective } from "./recovery-objective";

/** A setting that the environment lacks, and what would be lost at most with it. */
interface Remedy {
  readonly setting: string;
  readonly rpoMinutes: number;
}

/** What keeps data that cannot be made again. */
export interface Store {
  readonly kind: string;
  /** Absent where an environment has one of its kind at most. */
  readonly key?: string;
  /** Where its objective is written. */
  readonly at: Pick<Fault, "file" | "field">;
  /** Undefined where none is declared, which only a disposable environment may leave so. */
  readonly objective: RecoveryObjective | undefined;
  readonly mechanisms: readonly Mechanism[];
  readonly remedies: readonly Remedy[];
}

/** Objectives of what no file declares, since every environment sets it alike. */
export const fixedObjectives = {
  secrets: { rpoMinutes: 0, rtoMinutes: 15 },
  state: { rpoMinutes: 0, rtoMinutes: 60 },
} as const satisfies Record<string, RecoveryObjective>;
const fixedAt = (field: keyof typeof fixedObjectives): Store["at"] => ({
  file: "contract/recovery.ts",
  field: `fixedObjectives.${field}`,
});

/** Every store of an environment, in a stable order. */
export function storesOf(environment: Environment): Store[] {
  const { database, firestore, buckets, queues } = environment;
  const file = environmentFile(environment.name);
  const stores: Store[] = [];
  if (database !== undefined) {
    const dated = database.pointInTimeRecoveryDays > 0;
    stores.push({
      kind: "Cloud SQL for PostgreSQL",
      at: { file, field: "database.recovery" },
      objective: database.recovery,
      mechanisms: databaseMechanisms(environment, database),
      remedies: dated
        ? []
        : [{ setting: `set pointInTimeRecoveryDays to ${longestLogDays}`, rpoMinutes: logArchiveMinutes }],
    });
  }
  if (firestore !== undefined) {
    const versions = { setting: "set pointInTimeRecovery to true", rpoMinutes: documentVersionMinutes };
    const backups = { setting: "add backups", rpoMinutes: dailyBackupMinutes };
    stores.push({
      kind: "Firestore",
      at: { file, field: "firestore.recovery" },
      objective: firestore.recovery,
      mechanisms: firestoreMechanisms(environment, firestore),
      remedies: firestore.pointInTimeRecovery ? [] : firestore.backups ? [versions] : [versions, backups],
    });
  }
  for (const [key, entry] of Object.entries(buckets)) {
    if (entry.contents !== "records") continue;
    stores.push({
      kind: "Bucket",
      key,
      at: { file: platformFile, field: `buckets.${key}.recovery` },
      objective: entry.recovery,
      mechanisms: bucketMechanisms(environment, entry.expireWith),
      remedies: [],
    });
  }
  for (const [key, entry] of Object.entries(queues)) {
    stores.push({
      kind: "Queue",
      key,
      at: { file: platformFile, field: `queues.${key}.recovery` },
      objective: entry.recovery,
      mechanisms: queueMechanisms(environment, entry),
      remedies: [],
    });
  }
  if (Object.keys(secretsOf(environment)).length > 0) {
    stores.push({
      kind: "Secrets",
      at: fixedAt("secrets"),
      objective: fixedObjectives.secrets,
      mechanisms: secretMechanisms(),
      remedies: [],
    });
  }
  stores.push({
    kind: "Terraform state",
    at: fixedAt("state"),
    objective: fixedObjectives.state,
    mechanisms: stateMechanisms(environment),
    remedies: [],
  });
  return stores;
}

/** What people call a store. */
export const titleOf = ({ kind, key }: Pick<Store, "kind" | "key">): string =>
  key === undefined ? kind : `${kind} ${key}`;

/** The best that a store's settings give against one threat: first by what is lost, then by how long it takes. */
export function best(store: Store, threat: Threat): Mechanism {
  const [first] = store.mechanisms
    .filter(({ against }) => against.includes(threat))
    .sort((one, other) => compare(one.rpoMinutes, other.rpoMinutes) || compare(one.rtoMinutes, other.rtoMinutes));
  if (first === undefined) throw new Error(`${titleOf(store)} has no mechanism against '${threat}'`);
  return first;
}

/** Infinity less Infinity is no number. */
const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);

/** What limits a figure: the worse threat of the two, met by the best that there is against it. */
export function limiting(store: Store, figure: keyof RecoveryObjective): Mechanism {
  const [mistake, zone] = [best(store, "mistake"), best(store, "zone")];
  return zone[figure] > mistake[figure] ? zone : mistake;
}

/** Minutes for reading, approving and applying the plan of a release or its rollback. A planning figure. */
export const releaseMinutes = 5;

/** Seconds after which Cloud Run has taken a new instance for ready or given it up. */
export const startupSeconds = ({ health: { startup } }: Pick<Service, "health">): number =>
  startup.initialDelaySeconds + startup.periodSeconds * startup.failureThreshold;

/** Minutes until a service answers again after a bad release. A lost zone costs nothing: Cloud Run serves from the others. */
export const serviceRecoveryMinutes = (service: Pick<Service, "health">): number =>
  releaseMinutes + Math.ceil(startupSeconds(service) / 60);
