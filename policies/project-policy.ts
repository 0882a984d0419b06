import type { Rights } from "./resource-type";

/** What changes the project's IAM policy, its audit configuration included. */
export const projectPolicy: Rights = {
  plan: ["resourcemanager.projects.get", "resourcemanager.projects.getIamPolicy"],
  // Under the condition of constructs/iam/deploy-limits.ts.
  apply: ["roles/resourcemanager.projectIamAdmin"],
};
