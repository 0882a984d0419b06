import type { Rights } from "./resource-type";

/** Rights to read and change the project's IAM policy, which includes its audit configuration. */
export const projectPolicy: Rights = {
  plan: ["resourcemanager.projects.get", "resourcemanager.projects.getIamPolicy"],
  // Granted under the condition of constructs/iam/deploy-limits.ts.
  apply: ["roles/resourcemanager.projectIamAdmin"],
};
