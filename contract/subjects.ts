import { databaseInstanceName } from "../constructs/cloud-sql/names";
import { clusterName } from "../constructs/gke/names";
import type { Environment } from "./environment";
import { constructId } from "./names";

/** What an environment has one of at most. */
interface Single {
  /** First words of its alerts. */
  readonly title: string;
  /** Names that its runbooks' commands take; it is there when they are asked for. */
  readonly names: (environment: Environment) => Readonly<Record<string, string>>;
  /** What an issue calls it where it has a construct of the data stack, whose id no bucket may have. */
  readonly inDataStack?: string;
}

/** What alerts may be about beside services, and an environment has one of at most. */
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

/** Id of a store's construct in the data stack; no bucket may have its key. */
export const dataStackId = (subject: DataSubject): string => constructId(subject);

/** What alerts may be about beside services, and has a key. The first word of its alerts, before the key. */
export const keyedSubjects = { queue: "Queue", secret: "Secret", cache: "Cache" } as const;
export type KeyedSubject = keyof typeof keyedSubjects;
