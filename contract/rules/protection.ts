import { unmet } from "../unmet";
import { protectedDatabaseIssues } from "../../constructs/cloud-sql/rules";
import { protectedDocumentIssues } from "../../constructs/firestore/rules";
import { protectedKeyIssues } from "../../constructs/kms/rules";
import type { Rule } from "./rule";

/** Settings that a protected environment requires. High availability is not a setting: it follows from protection. */
export const protectionIssues: Rule = ({ environment, file, at }) => {
  if (environment.protection !== "protected") return [];
  return [
    ...unmet([
      [
        environment.cloudArmor.enabled,
        {
          file,
          field: "cloudArmor.enabled",
          message:
            "is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
        },
      ],
    ]),
    ...protectedKeyIssues(environment, file),
    ...protectedDatabaseIssues(environment, file),
    ...protectedDocumentIssues(environment, file),
    ...unmet(
      environment.services.map(({ key, image, external }) => [
        external !== undefined || image.includes("@"),
        {
          ...at(key, "image"),
          message: `'${image}' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then '${image.split(":")[0] ?? ""}@sha256:...'`,
        },
      ]),
    ),
  ];
};
