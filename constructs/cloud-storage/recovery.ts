import { catalogFile } from "../../contract/issue";
import type { Environment, Protection } from "../../contract/environment";
import { inSeveralZones, type FixedObjective, type Mechanism, type Store } from "../../contract/recovery-mechanism";

/** Planning figures in minutes, which a drill must confirm: the decision, one command that copies, and a check. */
const plannedObjects = { records: 60, state: 30 };

/** Days of soft delete for records, after the last version of an object is deleted. */
export const recordsSoftDeleteDays = (protection: Protection): number => (protection === "protected" ? 30 : 7);

/** Mechanisms of a bucket of records. */
function bucketMechanisms(
  { primaryRegion, protection, retentionDays }: Pick<Environment, "primaryRegion" | "protection" | "retentionDays">,
  expireWith: "history" | "uploads" | undefined,
): Mechanism[] {
  const versions: Mechanism = {
    title: "versions and soft delete of Cloud Storage",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: plannedObjects.records,
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

/** Mechanisms of the Terraform state, the same in every environment. */
const stateMechanisms = ({ primaryRegion }: Pick<Environment, "primaryRegion">): Mechanism[] => [
  {
    title: "versions of Cloud Storage",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: plannedObjects.state,
    rtoFrom: "planning",
    how: "The state bucket keeps the state before each apply as a version; its generation is copied back, one object a stack.",
    source: "Use versioned objects",
  },
  inSeveralZones("Cloud Storage", "each object", primaryRegion),
];

/** Buckets of records. */
export const bucketStores = (environment: Environment): Store[] =>
  Object.entries(environment.buckets).flatMap(([key, entry]) =>
    entry.contents === "records"
      ? [
          {
            kind: "Bucket",
            key,
            at: { file: catalogFile, field: `buckets.${key}.recovery` },
            objective: entry.recovery,
            mechanisms: bucketMechanisms(environment, entry.expireWith),
            remedies: [],
          },
        ]
      : [],
  );

export const stateStores = (environment: Environment, fixed: FixedObjective): Store[] => [
  { kind: "Terraform state", ...fixed, mechanisms: stateMechanisms(environment), remedies: [] },
];
