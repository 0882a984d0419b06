import type { Service } from "../contract/environment";
import { keyedSubjects, singleSubjects, type KeyedSubject, type SingleSubject } from "../contract/subjects";

/** What an alert is about; its runbook's commands take the names of it. */
export type Subject =
  | { readonly kind: "service"; readonly service: Service }
  | { readonly kind: KeyedSubject; readonly key: string }
  | { readonly kind: SingleSubject };

export type SubjectKind = Subject["kind"];

/** Display name of a subject, the first words of its alerts. */
export function subjectTitle(subject: Subject): string {
  if (subject.kind === "service") return subject.service.title;
  return "key" in subject ? `${keyedSubjects[subject.kind]} ${subject.key}` : singleSubjects[subject.kind].title;
}

/** Key that tells a subject from the others of its kind; empty where there is one of the kind. */
export function subjectKey(subject: Subject): string {
  if (subject.kind === "service") return subject.service.key;
  return "key" in subject ? subject.key : "";
}
