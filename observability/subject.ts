import type { Service } from "../contract/environment";

/** Subject of an alert: the resource that it is about, whose names its runbook's commands use. */
export type Subject =
  | { readonly kind: "service"; readonly service: Service }
  | { readonly kind: "queue" | "secret" | "cache"; readonly key: string }
  /** The database, the document database, the cluster, or the whole environment. */
  | { readonly kind: "database" | "firestore" | "cluster" | "environment" };

export type SubjectKind = Subject["kind"];

/** Display name of a subject, with which its alerts' names start. */
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

/** Key of a subject within its kind; empty if there is only one of the kind. */
export function subjectKey(subject: Subject): string {
  if (subject.kind === "service") return subject.service.key;
  return "key" in subject ? subject.key : "";
}
