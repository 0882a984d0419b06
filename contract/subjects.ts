import { databaseInstanceName } from "../constructs/cloud-sql/names";
import { clusterName } from "../constructs/gke/names";
import type { Environment } from "./environment";

/** What an environment has one of at most. */
interface Single {
  /** First words of its alerts. */
  readonly title: string;
  /** Names that its runbooks' commands take; it is there when they are asked for. */
  readonly names: (environment: Environment) => Readonly<Record<string, string>>;
}

/** What alerts may be about beside services, and an environment has one of at most. */
export const singleSubjects = {
  database: {
    title: "Database",
    names: (environment) => ({ INSTANCE: databaseInstanceName(environment, environment.database!) }),
  },
  firestore: { title: "Firestore", names: ({ firestore }) => ({ DATABASE: firestore!.databaseId }) },
  cluster: {
    title: "GPU cluster",
    names: (environment) => ({ CLUSTER: clusterName(environment), LOCATION: environment.cluster!.location }),
  },
  environment: { title: "Environment", names: () => ({}) },
} as const satisfies Readonly<Record<string, Single>>;
export type SingleSubject = keyof typeof singleSubjects;

/** What alerts may be about beside services, and has a key. The first word of its alerts, before the key. */
export const keyedSubjects = { queue: "Queue", secret: "Secret", cache: "Cache" } as const;
export type KeyedSubject = keyof typeof keyedSubjects;
