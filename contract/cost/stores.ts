import { tierCores, tierMebibytes } from "../../constructs/cloud-sql/schema";
import type { Environment } from "../environment";
import { keysByLocation } from "../../constructs/kms/names";
import { secretsOf } from "../../constructs/secret-manager/names";
import { beyond, daysAMonth, hoursAMonth, pricedLine, type CostLine, type NewLine } from "./line";
import { prices } from "./prices";

/** What a project's first database does not pay, a day. Google, "Firestore pricing". */
const freeDocuments = { reads: 50_000, writes: 20_000, deletes: 20_000 };
const freeDocumentGib = 1;
/** The current version of a key and those of a year of quarterly rotations: all can still decrypt. */
const keyVersions = 5;
/** The version in use and the one before, which is disabled for a week. */
const secretVersions = 2;

/** Everything that holds data, and what encrypts it. */
export function storeLines(environment: Environment): CostLine[] {
  const { primaryRegion, usage, queues } = environment;
  const line = pricedLine(primaryRegion);
  const secrets = Object.keys(secretsOf(environment)).length;
  const keys = [...keysByLocation(environment).values()].reduce((sum, types) => sum + types.length, 0);
  return [
    ...firestoreLines(environment, line),
    ...databaseLines(environment, line),
    line("storage/objects", "Cloud Storage", "Objects", prices.objectStorage, usage.objectGib, "class STANDARD"),
    line("storage/images", "Artifact Registry", "Images", prices.imageStorage, usage.imageGib, "usage.imageGib"),
    ...(Object.keys(queues).length > 0
      ? [line("storage/messages", "Pub/Sub", "Messages", prices.messages, usage.queueGib, "published and delivered")]
      : []),
    ...(keys > 0
      ? [
          line(
            "keys/versions",
            "Cloud KMS",
            "Versions of keys",
            prices.keyVersion,
            // And the key of the state.
            (keys + 1) * keyVersions,
            `${keys + 1} keys, each with the versions of a year`,
          ),
        ]
      : []),
    line(
      "secrets/versions",
      "Secret Manager",
      "Versions of secrets",
      prices.secretVersion,
      secrets * secretVersions,
      `${secrets} secrets, each with the version before`,
    ),
    line(
      "secrets/rotations",
      "Secret Manager",
      "Reminders of rotation",
      prices.rotationNotice,
      (secrets * daysAMonth) / environment.secretRotation.periodDays,
      `every ${environment.secretRotation.periodDays} days`,
    ),
  ];
}

function firestoreLines({ firestore, usage }: Environment, line: NewLine): CostLine[] {
  if (firestore === undefined) return [];
  const { reads, writes, deletes, storedGib } = usage.documents;
  const { databaseId, pointInTimeRecovery, backups } = firestore;
  const isFree = databaseId === "(default)";
  const free = (kind: keyof typeof freeDocuments): number => (isFree ? freeDocuments[kind] * daysAMonth : 0);
  const product = "Firestore";
  const copies = (backups?.dailyDays ?? 0) + Math.floor((backups?.weeklyDays ?? 0) / 7);
  return [
    line(
      "firestore/reads",
      product,
      "Reads",
      prices.documentReads,
      beyond(free("reads"), reads),
      "beyond the free ones",
    ),
    line(
      "firestore/writes",
      product,
      "Writes",
      prices.documentWrites,
      beyond(free("writes"), writes),
      "beyond the free ones",
    ),
    line(
      "firestore/deletes",
      product,
      "Deletes",
      prices.documentDeletes,
      beyond(free("deletes"), deletes),
      "expired documents among them",
    ),
    line(
      "firestore/storage",
      product,
      "Storage",
      prices.documentStorage,
      beyond(isFree ? freeDocumentGib : 0, storedGib) + (pointInTimeRecovery ? storedGib : 0),
      pointInTimeRecovery ? "and as much again for a week of point-in-time recovery" : "usage.documents.storedGib",
    ),
    line("firestore/backups", product, "Backups", prices.documentBackups, copies * storedGib, `${copies} whole copies`),
  ];
}

function databaseLines({ database, usage, protection }: Environment, line: NewLine): CostLine[] {
  if (database === undefined) return [];
  const product = "Cloud SQL";
  // A standby in another zone, with a disk of its own.
  const machines = protection === "protected" ? 2 : 1;
  const tiers = [
    ...Array.from({ length: machines }, () => database.tier),
    ...Object.values(database.replicas).map(({ tier }) => tier),
  ];
  const sum = (of: (tier: string) => number): number => tiers.reduce((total, tier) => total + of(tier), 0);
  const replicas = tiers.length - machines;
  const shape = `${database.tier}${machines > 1 ? ", twice for high availability" : ""}${replicas > 0 ? `, and ${replicas} read replicas` : ""}`;
  return [
    line("database/cpu", product, "vCPU", prices.databaseCpu, sum(tierCores) * hoursAMonth, shape),
    line("database/memory", product, "Memory", prices.databaseMemory, (sum(tierMebibytes) / 1024) * hoursAMonth, shape),
    line(
      "database/storage",
      product,
      "SSD",
      prices.databaseStorage,
      tiers.length * Math.max(database.disk.initialGb, usage.database.storedGib),
      "a disk a machine, as large as it starts or as what is stored",
    ),
    line("database/backups", product, "Backups", prices.databaseBackups, usage.database.backupGib, "usage.database"),
  ];
}
