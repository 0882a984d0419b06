import { secretsOf } from "../../constructs/secret-manager/names";
import type { Issue } from "../issue";
import { storeSubjects } from "../subjects";
import { unmet, type Row } from "../unmet";
import type { Rule } from "./rule";

/** What is to go must still be there, and guarded: the line goes together with its entry. */
export const retiringIssues: Rule = ({ environment, file }) => {
  const { retiring, protection, primaryRegion, services, cloudSql } = environment;
  const isEmpty = Object.values(retiring).every(
    (value) => value === undefined || (value !== true && Object.keys(value).length === 0),
  );
  if (!isEmpty && protection === "disposable")
    return [{ file, field: "retiring", message: "nothing is guarded in a disposable environment; remove it" }];
  const at = (kind: string): Pick<Issue, "file" | "field"> => ({ file, field: `retiring.${kind}` });
  // No similar name is suggested: what goes should be what its author meant.
  const gone = (kind: string, listed: readonly string[], declared: readonly string[]): Issue[] =>
    listed
      .filter((name) => !declared.includes(name))
      .map((name) => ({
        ...at(kind),
        message: `'${name}' is not declared, or is gone already; remove it here`,
      }));
  const isExternal = (slug: string): boolean => services.some((one) => one.slug === slug && one.external !== undefined);
  const absent = "is true, but the environment has none; remove it";
  return [
    ...gone(
      "services",
      retiring.services,
      services.map(({ slug }) => slug),
    ),
    ...gone("regions", retiring.regions, Object.keys(environment.regions)),
    ...gone("secrets", retiring.secrets, Object.keys(secretsOf(environment))),
    ...gone("buckets", Object.keys(retiring.buckets), Object.keys(environment.buckets)),
    ...gone("queues", retiring.queues, Object.keys(environment.queues)),
    ...gone("databases", retiring.databases, Object.keys(environment.databases)),
    ...gone("replicas", retiring.replicas, Object.keys(cloudSql?.replicas ?? {})),
    ...retiring.services.filter(isExternal).map((slug) => ({
      ...at("services"),
      message: `'${slug}' is external, so nothing of it is guarded here; remove it`,
    })),
    ...unmet<Issue>([
      [
        !retiring.regions.includes(primaryRegion),
        { ...at("regions"), message: `'${primaryRegion}' is the primary region, where the data is; it stays` },
      ],
      ...[...storeSubjects.map(([store]) => store), "cluster" as const].map((field): Row<Issue> => [
        retiring[field] === undefined || environment[field] !== undefined,
        { ...at(field), message: absent },
      ]),
    ]),
  ];
};
