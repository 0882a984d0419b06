import type { Service } from "../contract/environment";
import { keyedSubjects, singleSubjects, type KeyedSubject, type SingleSubject } from "../contract/subjects";

/** Subject of an alert: the resource that it is about, whose names its runbook's commands use. */
export type Subject =
  | { readonly kind: "service"; readonly service: Service }
  | { readonly kind: KeyedSubject; readonly key: string }
  | { readonly kind: SingleSubject };

export type SubjectKind = Subject["kind"];

/** Display name of a subject, with which its alerts' names start. */
export function subjectTitle(subject: Subject): string {
  if (subject.kind === "service") return subject.service.title;
  return "key" in subject ? `${keyedSubjects[subject.kind]} ${subject.key}` : singleSubjects[subject.kind].title;
}

/** Key of a subject within its kind; empty if there is only one of the kind. */
export function subjectKey(subject: Subject): string {
  if (subject.kind === "service") return subject.service.slug;
  return "key" in subject ? subject.key : "";
}

/** Name of all subjects of a kind, with which the name of a policy about several starts. */
export const subjectsTitle = ({ kind }: Subject): string =>
  kind in keyedSubjects ? `${keyedSubjects[kind as KeyedSubject]}s` : "Services";
