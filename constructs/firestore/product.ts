import type { Product } from "../product";
import { firestoreAlerts } from "./alerts";
import { firestoreLines } from "./cost";
import { firestore } from "./metrics";
import { documentPolicies } from "./policies";
import { firestoreStores } from "./recovery";
import { firestoreFaults, protectedDocumentFaults } from "./rules";

export const firestoreProduct: Product = {
  rules: firestoreFaults,
  protectedFaults: protectedDocumentFaults,
  stores: firestoreStores,
  cost: firestoreLines,
  alerts: [firestoreAlerts],
  policies: documentPolicies,
  metrics: firestore,
};
