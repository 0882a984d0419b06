import type { DatabaseSettings } from "../constructs/cloud-sql/schema";
import { servingRegions, type Environment, type Protection } from "./environment";
import type { FirestoreSettings } from "../constructs/firestore/schema";
import type { QueueEntry } from "../constructs/pubsub/schema";

/** What a store must survive: a zone of its region, or somebody who deletes or overwrites what they should not. */
export type Threat = "mistake" | "zone";

/** One way in which a store comes back, with what an environment's settings make of it. */
export interface Mechanism {
  readonly title: string;
  readonly against: readonly Threat[];
  /** Newest writes that are lost at most, as Google's page promises. Infinity where nothing comes back. */
  readonly rpoMinutes: number;
  /** Until the store serves again. */
  readonly rtoMinutes: number;
  /** Google gives no time for a restore. Such a figure is ours, for planning, until a drill has confirmed it. */
  readonly rtoFrom: "google" | "planning";
  readonly how: string;
  /** Title of Google's page. */
  readonly source: string;
}

const day = 24 * 60;
/** Google, "Use point-in-time recovery (PITR)" (Cloud SQL): logs are archived every five minutes or sooner. */
export const logArchiveMinutes = 5;
/** Google, "Point-in-time recovery (PITR) overview" (Firestore): one version a minute, for 7 days. */
export const documentVersionMinutes = 1;
export const dailyBackupMinutes = day;

/** A person decides, one command copies, somebody checks: what a drill has to confirm. */
const planned = { objects: 60, failover: 5, database: 60, documents: 60, seek: 15, secret: 15, state: 30 } as const;

/** Days that a destroyed version of a secret stays disabled and can be enabled again. */
export const secretDestroyDelayDays = 7;

/** Days that Cloud Storage keeps an object of records after its last version is deleted. */
export const recordsSoftDeleteDays = (protection: Protection): number => (protection === "protected" ? 30 : 7);

/** Copies in several zones, which Google keeps and switches by itself. */
const inSeveralZones = (product: string, what: string, place: string): Mechanism => ({
  title: "copies in several zones",
  against: ["zone"],
  rpoMinutes: 0,
  rtoMinutes: 0,
  rtoFrom: "google",
  how: `${product} has ${what} in several zones of ${place} before it confirms a write, and answers from those that are left; nobody does anything.`,
  source: "Architecting disaster recovery for cloud infrastructure outages",
});

/** Cloud SQL: a standby where protected; where not, a lost zone means a restore, too. */
export function databaseMechanisms(
  { primaryRegion, protection }: Pick<Environment, "primaryRegion" | "protection">,
  { pointInTimeRecoveryDays: days, retainedBackups }: DatabaseSettings,
): Mechanism[] {
  const standby = protection === "protected";
  const restore: Pick<Mechanism, "against" | "rtoMinutes" | "rtoFrom"> = {
    against: standby ? ["mistake"] : ["mistake", "zone"],
    rtoMinutes: planned.database,
    rtoFrom: "planning",
  };
  const logs: Mechanism = {
    ...restore,
    title: "point-in-time recovery of Cloud SQL",
    rpoMinutes: logArchiveMinutes,
    how: `Any moment of the last ${days === 1 ? "day" : `${days} days`} is cloned into a new instance, which the next \`database.generation\` names; logs are archived every ${logArchiveMinutes} minutes or sooner, and what was not archived yet is lost.`,
    source: "Use point-in-time recovery (PITR)",
  };
  const backup: Mechanism = {
    ...restore,
    title: "the daily backup of Cloud SQL",
    rpoMinutes: dailyBackupMinutes,
    how: `The newest ${retainedBackups} daily backups lie in ${primaryRegion}; each restores into an instance and loses what was written after it.`,
    source: "About Cloud SQL backups",
  };
  const failover: Mechanism = {
    title: "the standby of Cloud SQL",
    against: ["zone"],
    rpoMinutes: 0,
    rtoMinutes: planned.failover,
    rtoFrom: "planning",
    how: `A standby in another zone of ${primaryRegion} has every committed write and takes over under the same address after about 60 seconds without a heartbeat; nobody does anything, but open connections break.`,
    source: "About high availability",
  };
  return [...(days > 0 ? [logs] : []), backup, ...(standby ? [failover] : [])];
}

export function firestoreMechanisms(
  { primaryRegion }: Pick<Environment, "primaryRegion">,
  { pointInTimeRecovery, backups }: FirestoreSettings,
): Mechanism[] {
  const restore = { against: ["mistake"], rtoMinutes: planned.documents, rtoFrom: "planning" } as const;
  const versions: Mechanism = {
    ...restore,
    title: "point-in-time recovery of Firestore",
    rpoMinutes: documentVersionMinutes,
    how: "Any whole minute of the last 7 days is cloned into a new database, which `firestore.databaseId` then names; of a document's writes within a minute the last one counts.",
    source: "Point-in-time recovery (PITR) overview",
  };
  const backupOf = ({ dailyDays, weeklyDays }: NonNullable<typeof backups>): Mechanism => ({
    ...restore,
    title: "the daily backup of Firestore",
    rpoMinutes: dailyBackupMinutes,
    how: `A daily backup is kept for ${dailyDays} days and a weekly one for ${weeklyDays}; each restores into a new database, which \`firestore.databaseId\` then names, without expiry policies until the next apply.`,
    source: "Back up and restore data",
  });
  const nothing = lost(
    "Neither point-in-time recovery nor a backup is on: documents can be read one by one as they were up to an hour ago, and then they are gone.",
    "Point-in-time recovery (PITR) overview",
  );
  const kept = [...(pointInTimeRecovery ? [versions] : []), ...(backups === undefined ? [] : [backupOf(backups)])];
  return [...(kept.length === 0 ? [nothing] : kept), inSeveralZones("Firestore", "each document", primaryRegion)];
}

/** A bucket of records. */
export function bucketMechanisms(
  { primaryRegion, protection, retentionDays }: Pick<Environment, "primaryRegion" | "protection" | "retentionDays">,
  expireWith: "history" | "uploads" | undefined,
): Mechanism[] {
  const versions: Mechanism = {
    title: "versions and soft delete of Cloud Storage",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: planned.objects,
    rtoFrom: "planning",
    how:
      `A replaced or deleted object stays as a version for ${retentionDays.noncurrentVersions} days and then soft-deleted for ${recordsSoftDeleteDays(protection)} more; its generation is copied back or restored.` +
      (expireWith === undefined
        ? ""
        : ` An object that reaches ${retentionDays[expireWith]} days of age is deleted on purpose, with its versions.`),
    source: "Soft delete",
  };
  return [versions, inSeveralZones("Cloud Storage", "each object", primaryRegion)];
}

/** Acknowledged messages are kept where protected. */
export function queueMechanisms(
  environment: Pick<Environment, "primaryRegion" | "regions" | "protection">,
  { retentionDays }: QueueEntry,
): Mechanism[] {
  const source = "Replay and purge messages with seek";
  const seek: Mechanism = {
    title: "seek of Pub/Sub",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: planned.seek,
    rtoFrom: "planning",
    how: `Acknowledged messages are kept like the others, for ${retentionDays} days; a seek to a moment delivers again everything published since, so receivers see messages twice.`,
    source,
  };
  const kept = environment.protection === "protected";
  return [
    kept ? seek : lost(`A message is kept until it is acknowledged, for ${retentionDays} days at most.`, source),
    inSeveralZones("Pub/Sub", "each message", servingRegions(environment).join(" or ")),
  ];
}

/** Secrets, in every environment alike. */
export const secretMechanisms = (): Mechanism[] => [
  {
    title: "delayed destruction of Secret Manager",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: planned.secret,
    rtoFrom: "planning",
    how: `A version that somebody destroys is disabled for ${secretDestroyDelayDays} days and can be enabled again; a new version leaves the earlier ones in place.`,
    source: "Delay destruction of secret versions",
  },
  inSeveralZones("Secret Manager", "each version", "several regions"),
];

/** State of Terraform, in every environment alike. */
export const stateMechanisms = ({ primaryRegion }: Pick<Environment, "primaryRegion">): Mechanism[] => [
  {
    title: "versions of Cloud Storage",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: planned.state,
    rtoFrom: "planning",
    how: "The state bucket keeps the state before each apply as a version; its generation is copied back, one object a stack.",
    source: "Use versioned objects",
  },
  inSeveralZones("Cloud Storage", "each object", primaryRegion),
];

const lost = (how: string, source: string): Mechanism => ({
  title: "nothing",
  against: ["mistake"],
  rpoMinutes: Infinity,
  rtoMinutes: Infinity,
  rtoFrom: "google",
  how,
  source,
});
