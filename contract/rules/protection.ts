import { protectedDatabaseIssues } from "../../constructs/cloud-sql/rules";
import { protectedDocumentIssues } from "../../constructs/firestore/rules";
import { protectedKeyIssues } from "../../constructs/kms/rules";
import type { Issue } from "../issue";
import type { Rule } from "./rule";

/** What a protected environment may not do without. High availability is no choice: it follows from protection. */
export const protectionIssues: Rule = ({ environment, file, at }) => {
  if (environment.protection !== "protected") return [];
  const issues: Issue[] = [];
  if (!environment.cloudArmor.enabled) {
    issues.push({
      file,
      field: "cloudArmor.enabled",
      message: "is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
    });
  }
  issues.push(
    ...protectedKeyIssues(environment, file),
    ...protectedDatabaseIssues(environment, file),
    ...protectedDocumentIssues(environment, file),
  );
  for (const { key, image, external } of environment.services) {
    if (external === undefined && !image.includes("@")) {
      issues.push({
        ...at(key, "image"),
        message: `'${image}' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then '${image.split(":")[0] ?? ""}@sha256:...'`,
      });
    }
  }
  return issues;
};
