import { databaseInstanceName } from "../constructs/cloud-sql/names";
import { clusterName } from "../constructs/gke/names";
import type { Environment, StoreField } from "./environment";
import { constructId } from "./names";

/** A subject of alerts that an environment has at most once. */
interface Single {
  /** Display name. Alert titles start with it. */
  readonly title: string;
  /** Map from a variable in runbook commands to its value. Called only if the environment has the subject. */
  readonly names: (environment: Environment) => Readonly<Record<string, string>>;
}

/** Map from kind to subject, for the subjects that an environment has at most once. */
export const singleSubjects = {
  database: {
    title: "Database",
    names: (environment) => ({ INSTANCE: databaseInstanceName(environment, environment.cloudSql!) }),
  },
  firestore: {
    title: "Firestore",
    names: ({ firestore }) => ({ DATABASE: firestore!.databaseId }),
  },
  cluster: {
    title: "GPU cluster",
    names: (environment) => ({ CLUSTER: clusterName(environment), LOCATION: environment.cluster!.location }),
  },
  environment: { title: "Environment", names: () => ({}) },
} as const satisfies Readonly<Record<string, Single>>;
export type SingleSubject = keyof typeof singleSubjects;

/** Subject of each store that an environment has at most once, by the field that declares the store. */
const subjectOfStore = {
  cloudSql: "database",
  firestore: "firestore",
} as const satisfies Readonly<Record<StoreField, SingleSubject>>;

/** Every such store with its subject, in a stable order. */
export const storeSubjects = Object.entries(subjectOfStore) as [StoreField, SingleSubject][];

/** Construct id of such a store in the data stack. No bucket may have a key with the same id. */
export const dataStackId = (store: StoreField): string => constructId(subjectOfStore[store]);

/** Map from kind to the first word of the alert titles, for subjects with keys. The key follows the word. */
export const keyedSubjects = { queue: "Queue", secret: "Secret", cache: "Cache" } as const;
export type KeyedSubject = keyof typeof keyedSubjects;
