import type { Product } from "../product";
import { firestoreAlerts } from "./alerts";
import { firestoreLines } from "./cost";
import { firestore } from "./metrics";
import { firestorePolicies } from "./policies";
import { firestoreStores } from "./recovery";
import { firestoreIssues, protectedFirestoreIssues } from "./rules";
import { firestoreTiles } from "./tiles";

export const firestoreProduct: Product = {
  rules: firestoreIssues,
  protectedIssues: protectedFirestoreIssues,
  stores: firestoreStores,
  cost: firestoreLines,
  alerts: [firestoreAlerts],
  tiles: firestoreTiles,
  policies: firestorePolicies,
  metrics: firestore,
  // Sessions of users. Firestore is configured under Datastore's name; its entries carry firestore.googleapis.com (Google, "Firestore audit logging").
  audit: { service: "datastore", reads: "content", declared: ({ firestore }) => firestore !== undefined },
};
