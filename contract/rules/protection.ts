import { products } from "../../constructs/products";
import type { Issue } from "../issue";
import type { Rule } from "./rule";

/** Settings that a protected environment requires. High availability is not a setting: it follows from protection. */
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
  issues.push(...products.flatMap(({ protectedIssues }) => protectedIssues?.(environment, file) ?? []));
  for (const { slug, image, external } of environment.services) {
    if (external === undefined && !image.includes("@")) {
      issues.push({
        ...at(slug, "image"),
        message: `'${image}' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then '${image.split(":")[0] ?? ""}@sha256:...'`,
      });
    }
  }
  return issues;
};
