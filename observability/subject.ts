import type { Service } from "../contract/environment";

/** What an alert is about; its runbook's commands take the names of it. */
export type Subject =
  | { readonly kind: "service"; readonly service: Service }
  | { readonly kind: "queue" | "secret" | "cache"; readonly key: string }
  /** The database, the document database, the cluster, or the whole environment. */
  | { readonly kind: "database" | "firestore" | "cluster" | "environment" };

export type SubjectKind = Subject["kind"];

/** Display name of a subject, the first words of its alerts. */
export function subjectTitle(subject: Subject): string {
  switch (subject.kind) {
    case "service":
      return subject.service.title;
    case "queue":
      return `Queue ${subject.key}`;
    case "secret":
      return `Secret ${subject.key}`;
    case "cache":
      return `Cache ${subject.key}`;
    case "database":
      return "Database";
    case "firestore":
      return "Firestore";
    case "cluster":
      return "GPU cluster";
    case "environment":
      return "Environment";
  }
}

/** Key that tells a subject from the others of its kind; empty where there is one of the kind. */
export function subjectKey(subject: Subject): string {
  if (subject.kind === "service") return subject.service.key;
  return "key" in subject ? subject.key : "";
}
