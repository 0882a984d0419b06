import { derivedVariables } from "../derived-variables";
import { catalogFile } from "../issue";
import type { Rule } from "./rule";

/** An environment variable has one source: `env` and `secrets` may not set a variable that a product sets. */
export const variableIssues: Rule = ({ environment }) =>
  environment.services.flatMap((service) =>
    derivedVariables(environment, service).flatMap(({ name, from }) =>
      (["env", "secrets"] as const)
        .filter((field) => Object.hasOwn(service[field], name))
        .map((field) => ({
          file: catalogFile,
          field: `services.${service.slug}.${field}.${name}`,
          message: `is already set from the service's '${from}'; remove it, or give it another name`,
        })),
    ),
  );
