import type { ServiceVariables } from "../product";

export const firestoreVariables: ServiceVariables = ({ firestore }, service) =>
  !service.firestore || firestore === undefined
    ? {}
    : {
        FIRESTORE_DATABASE: {
          value: firestore.databaseId,
          from: "firestore",
          link: { to: "google_firestore_database", as: "name" },
        },
      };
