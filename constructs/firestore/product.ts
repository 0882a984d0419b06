import type { Product } from "../product";
import { firestoreAlerts } from "./alerts";
import { firestoreLines } from "./cost";
import { firestore } from "./metrics";
import { firestorePolicies } from "./policies";
import { firestoreStores } from "./recovery";
import { firestoreIssues, protectedFirestoreIssues } from "./rules";
import { firestorePermissions } from "./roles";
import { firestoreTiles } from "./tiles";
import { firestoreVariables } from "./variables";

export const firestoreProduct: Product = {
  rules: firestoreIssues,
  protectedIssues: protectedFirestoreIssues,
  stores: firestoreStores,
  variables: firestoreVariables,
  cost: firestoreLines,
  alerts: [firestoreAlerts],
  tiles: firestoreTiles,
  policies: firestorePolicies,
  permissions: firestorePermissions,
  metrics: firestore,
  // User sessions. The audit configuration uses Datastore's service name, the log entries use Firestore's (Google, "Firestore audit logging").
  audit: { service: "datastore", reads: "content", declared: ({ firestore }) => firestore !== undefined },
};
