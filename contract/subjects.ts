import { databaseInstanceName } from "../constructs/cloud-sql/names";
import { clusterName } from "../constructs/gke/names";
import type { Environment } from "./environment";
import { constructId } from "./names";

/** A subject of alerts that an environment has at most once. */
interface Single {
  /** Display name. Alert titles start with it. */
  readonly title: string;
  /** Map from a variable in runbook commands to its value. Called only if the environment has the subject. */
  readonly names: (environment: Environment) => Readonly<Record<string, string>>;
  /** Name in error messages. @default - the subject has no construct in the data stack, so it reserves no id there */
  readonly inDataStack?: string;
}

/** Map from kind to subject, for the subjects that an environment has at most once. */
export const singleSubjects = {
  database: {
    title: "Database",
    names: (environment) => ({ INSTANCE: databaseInstanceName(environment, environment.cloudSql!) }),
    inDataStack: "the database",
  },
  firestore: {
    title: "Firestore",
    names: ({ firestore }) => ({ DATABASE: firestore!.databaseId }),
    inDataStack: "Firestore",
  },
  cluster: {
    title: "GPU cluster",
    names: (environment) => ({ CLUSTER: clusterName(environment), LOCATION: environment.cluster!.location }),
  },
  environment: { title: "Environment", names: () => ({}) },
} as const satisfies Readonly<Record<string, Single>>;
export type SingleSubject = keyof typeof singleSubjects;

type DataSubject = {
  [S in SingleSubject]: (typeof singleSubjects)[S] extends { readonly inDataStack: string } ? S : never;
}[SingleSubject];

/** Construct id of a subject in the data stack. No bucket may have a key with the same id. */
export const dataStackId = (subject: DataSubject): string => constructId(subject);

/** Map from kind to the first word of the alert titles, for subjects with keys. The key follows the word. */
export const keyedSubjects = { queue: "Queue", secret: "Secret", cache: "Cache" } as const;
export type KeyedSubject = keyof typeof keyedSubjects;
