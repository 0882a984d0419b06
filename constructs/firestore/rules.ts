import { unmet } from "../../contract/unmet";
import type { Environment } from "../../contract/environment";
import { catalogFile, type Issue } from "../../contract/issue";
import type { CollectionEntry } from "./schema";
import { formatList } from "../../contract/format-list";
import { duplicates } from "../../contract/rules/helpers";
import type { Rule } from "../../contract/rules/rule";

/** Refuses settings that Firestore would refuse at apply, and settings that no later change could correct. */
export const firestoreIssues: Rule = ({ environment, file }) => [
  ...encryptionIssues(environment, file),
  ...usageIssues(environment, file),
  ...Object.entries(environment.collections).flatMap(([collection, entry]) => indexIssues(collection, entry)),
];

/** If an imported database's encryption differed, the plan would replace the database and lose its data. */
function encryptionIssues({ firestore, encryption }: Environment, file: string): Issue[] {
  const existing = firestore?.existing;
  if (existing === undefined || existing === encryption) return [];
  const key = encryption === "customer-managed" ? "the environment's own key 'database'" : "Google's encryption";
  const message = `is '${existing}', but the environment's encryption is '${encryption}', and a database's encryption can never be changed; restore its backup with ${key} into a new database (gcloud firestore databases restore --encryption-type), name that one in firestore.databaseId and set existing to '${encryption}'`;
  return [{ file, field: "firestore.existing", message }];
}

function usageIssues({ firestore, services }: Environment, file: string): Issue[] {
  const users = services.filter(({ firestore }) => firestore).map(({ slug }) => `'${slug}'`);
  if (firestore !== undefined || users.length === 0) return [];
  const message = `is missing, but ${formatList(users)} of catalog.ts use it; add it, or remove firestore from their entries`;
  return [{ file, field: "firestore", message }];
}

function indexIssues(collection: string, { indexes }: CollectionEntry): Issue[] {
  const at = { file: catalogFile, field: `collections.${collection}.indexes` };
  const described = indexes.map((fields) => fields.map(({ field, order }) => `${field} ${order}`).join(", "));
  return [
    ...duplicates(described).map((index) => ({ ...at, message: `lists '${index}' twice; remove one` })),
    ...indexes.flatMap((fields, position) =>
      duplicates(fields.map(({ field }) => field)).map((field) => ({
        ...at,
        message: `'${described[position] ?? ""}' holds the field '${field}' twice, which Firestore refuses; keep it once`,
      })),
    ),
  ];
}

/** Settings that Firestore in a protected environment requires. */
export function protectedFirestoreIssues({ firestore }: Environment, file: string): Issue[] {
  if (firestore === undefined) return [];
  return unmet([
    [
      firestore.pointInTimeRecovery,
      {
        file,
        field: "firestore.pointInTimeRecovery",
        message: "is false, but a protected environment can be set to any minute of the last 7 days; set it to true",
      },
    ],
    [
      firestore.backups !== undefined,
      {
        file,
        field: "firestore.backups",
        message:
          "is missing, but a protected environment has backups for when 7 days of point-in-time recovery are too few; add { dailyDays: 7, weeklyDays: 98 }",
      },
    ],
  ]);
}
