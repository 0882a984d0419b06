import { longestLogDays } from "../../constructs/cloud-sql/schema";
import type { Environment } from "../environment";
import type { Fault } from "../fault";
import type { Rule } from "./rule";

/** Daily backups of the database, a month of them. */
export const retainedBackups = 30;

/** What a protected environment may not do without. High availability is no choice: it follows from protection. */
export const protectionFaults: Rule = ({ environment, file, at }) => {
  if (environment.protection !== "protected") return [];
  const faults: Fault[] = [];
  if (!environment.cloudArmor.enabled) {
    faults.push({
      file,
      field: "cloudArmor.enabled",
      message: "is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
    });
  }
  faults.push(...storeFaults(environment, file));
  for (const { key, image, external } of environment.services) {
    if (external === undefined && !image.includes("@")) {
      faults.push({
        ...at(key, "image"),
        message: `'${image}' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then '${image.split(":")[0] ?? ""}@sha256:...'`,
      });
    }
  }
  return faults;
};

function storeFaults({ encryption, database, firestore }: Environment, file: string): Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, message: string): void => void faults.push({ file, field, message });
  if (encryption !== "customer-managed") {
    fault(
      "encryption",
      `is '${encryption}', but a protected environment encrypts with keys of its own; set it to 'customer-managed'`,
    );
  }
  if (database !== undefined && database.retainedBackups < retainedBackups) {
    fault(
      "database.retainedBackups",
      `${database.retainedBackups} are fewer than the ${retainedBackups} daily backups that a protected environment keeps; raise it to ${retainedBackups}`,
    );
  }
  if (database !== undefined && database.pointInTimeRecoveryDays < longestLogDays) {
    fault(
      "database.pointInTimeRecoveryDays",
      `${database.pointInTimeRecoveryDays} are fewer than the ${longestLogDays} days back to which a protected environment can be set; raise it to ${longestLogDays}`,
    );
  }
  if (firestore !== undefined && !firestore.pointInTimeRecovery) {
    fault(
      "firestore.pointInTimeRecovery",
      "is false, but a protected environment can be set to any minute of the last 7 days; set it to true",
    );
  }
  if (firestore !== undefined && firestore.backups === undefined) {
    fault(
      "firestore.backups",
      "is missing, but a protected environment has backups for when 7 days of point-in-time recovery are too few; add { dailyDays: 7, weeklyDays: 98 }",
    );
  }
  return faults;
}
