import { environmentFile } from "../../contract/issue";
import type { Environment } from "../../contract/environment";
import {
  dailyBackupMinutes,
  inSeveralZones,
  noRecovery,
  type Mechanism,
  type Store,
} from "../../contract/recovery-mechanism";
import type { FirestoreSettings } from "./schema";

/** Granularity of point-in-time recovery: one version a minute, for 7 days. Google, "Point-in-time recovery (PITR) overview" (Firestore). */
const documentVersionMinutes = 1;

/** Planning figure in minutes, which a drill must confirm: the decision, one command that copies, and a check. */
const plannedDocuments = 60;

function firestoreMechanisms(
  { primaryRegion }: Pick<Environment, "primaryRegion">,
  { pointInTimeRecovery, backups }: FirestoreSettings,
): Mechanism[] {
  const restore = { against: ["mistake"], rtoMinutes: plannedDocuments, rtoFrom: "planning" } as const;
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
  const nothing = noRecovery(
    "Neither point-in-time recovery nor a backup is on: documents can be read one by one as they were up to an hour ago, and then they are gone.",
    "Point-in-time recovery (PITR) overview",
  );
  const kept = [...(pointInTimeRecovery ? [versions] : []), ...(backups === undefined ? [] : [backupOf(backups)])];
  return [...(kept.length === 0 ? [nothing] : kept), inSeveralZones("Firestore", "each document", primaryRegion)];
}

export function firestoreStores(environment: Environment): Store[] {
  const { firestore } = environment;
  if (firestore === undefined) return [];
  const versions = { setting: "set pointInTimeRecovery to true", rpoMinutes: documentVersionMinutes };
  const backups = { setting: "add backups", rpoMinutes: dailyBackupMinutes };
  return [
    {
      kind: "Firestore",
      at: { file: environmentFile(environment.name), field: "firestore.recovery" },
      objective: firestore.recovery,
      mechanisms: firestoreMechanisms(environment, firestore),
      remedies: firestore.pointInTimeRecovery ? [] : firestore.backups ? [versions] : [versions, backups],
    },
  ];
}
