import { addVersion } from "./apis/secret-manager";
import type { Document } from "./collection";
import type { World } from "./world";

/** What people do at Google beside Terraform, as far as Terraform sees it afterwards. */
type ByHand = (google: World) => void;

/** `gcloud sql instances clone`: settings, flags, backups, databases and users come along. */
export const cloneInstance =
  (project: string, from: string, to: string): ByHand =>
  (google) => {
    google.duplicate(instance(project, from), instance(project, to), (document) => document);
  };

/**
 * `gcloud sql backups restore` of a backup by its name, into a new instance, also after
 * the old one is gone. Google, "Restore an instance overview": the new one has Google's
 * defaults for backups, and no flag; databases and users are part of the backup.
 */
export const restoreBackup =
  (project: string, from: string, to: string): ByHand =>
  (google) => {
    google.duplicate(instance(project, from), instance(project, to), (document) => ({
      ...document,
      settings: {
        ...document.settings,
        databaseFlags: undefined,
        deletionProtectionEnabled: false,
        backupConfiguration: { kind: "sql#backupConfiguration", enabled: false, startTime: "00:00" },
      },
    }));
  };

/**
 * `gcloud firestore databases clone` or `restore`: indexes come along; expiry policies
 * and backup schedules do not, and neither do the protection and point-in-time recovery
 * (Google, "Back up and restore data"). The indexes get the ids of the map from their
 * first field, since a runbook must name them.
 */
export const restoreFirestore =
  (project: string, to: string, indexIds: Readonly<Record<string, string>> = {}): ByHand =>
  (google) => {
    const [from, path] = ["(default)", to].map((name) => `projects/${project}/databases/${name}`) as [string, string];
    google.duplicate(from, path, (document) => ({
      ...document,
      deleteProtectionState: "DELETE_PROTECTION_DISABLED",
      pointInTimeRecoveryEnablement: "POINT_IN_TIME_RECOVERY_DISABLED",
      versionRetentionPeriod: "3600s",
    }));
    for (const [one, document] of google.entries("firestore").filter(([at]) => at.startsWith(`${path}/`))) {
      if (!one.includes("/indexes/")) google.lose(one);
      const id = indexIds[String(document.fields?.[0]?.fieldPath)];
      if (id === undefined) continue;
      google.duplicate(one, one.replace(/[^/]+$/, id), (copy) => copy);
      google.lose(one);
    }
  };

/** `gcloud kms keys versions create --primary` for every key, and the stores that Google encrypts again under the new version. */
export const rotateKeys: ByHand = (google) => {
  const second = (key: unknown): string => `${String(key)}/cryptoKeyVersions/2`;
  for (const [path, key] of google.entries("cloudkms"))
    if (/\/cryptoKeys\/[^/]+$/.test(path)) key.primary = { name: second(path), state: "ENABLED" } satisfies Document;
  for (const [, one] of google.entries("sqladmin"))
    if (one.diskEncryptionConfiguration !== undefined)
      one.diskEncryptionStatus = { kmsKeyVersionName: second(one.diskEncryptionConfiguration.kmsKeyName) };
  for (const [, database] of google.entries("firestore"))
    if (database.cmekConfig?.kmsKeyName)
      database.cmekConfig = { ...database.cmekConfig, activeKeyVersion: [second(database.cmekConfig.kmsKeyName)] };
};

/** `gcloud storage cp` of some objects into a bucket; 0 empties it. */
export const putObjects =
  (bucket: string, count: number): ByHand =>
  (google) => {
    google.read(`b/${bucket}`)._objects = count;
  };

/** `npm run secrets`, or a rotation: a new version of a secret. */
export const addSecretVersion =
  (project: string, secret: string): ByHand =>
  (google) => {
    addVersion(google, `projects/${project}/secrets/${secret}`);
  };

/** Something is deleted with all that is in it, its guards lifted by hand. */
export const lost =
  (path: string): ByHand =>
  (google) => {
    google.lose(path);
  };

const instance = (project: string, name: string): string => `projects/${project}/instances/${name}`;
