import { derivedVariables, type DerivedVariable } from "../contract/derived-variables";
import type { Environment } from "../contract/environment";
import { suggestion } from "../contract/schema-issues";
import { blocksAt, resources, type Policy, type SynthesizedEnvironment } from "./policy";
import { registry } from "./registry";
import { isNone, type Link } from "./resource-type";

/**
 * Layers share only names. A name that no earlier layer declares would fail at apply,
 * or later refer to a resource that somebody else creates under it. This policy makes
 * plain names as safe as references.
 */
export const linkPolicy: Policy = {
  id: "links",
  check: (built) =>
    resources(built, () => true).flatMap((resource) =>
      linksOf(built.environment, resource.type).flatMap(({ names, to, as, sameLayer }) => {
        const declared = declaredBefore(built, resource.stack, to, as, sameLayer);
        return names(resource.attributes)
          .filter((name): name is string => typeof name === "string" && !name.includes("${"))
          .filter((name) => !declared.includes(name))
          .map((name) => ({
            resource,
            message: `names ${to} '${name}', which no earlier layer declares${suggestion(name, declared)}`,
          }));
      }),
    ),
};

/** Links of a resource type. Those of Cloud Run services include the variables that products set. */
const linksOf = (environment: Environment, type: string): Link[] => [
  ...(registry[type]?.links ?? []),
  ...(type === "google_cloud_run_v2_service" ? variableLinks(environment) : []),
];

function variableLinks(environment: Environment): Link[] {
  const variables = environment.services.flatMap((service) => derivedVariables(environment, service));
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  return [...byName.values()].flatMap(variableLink);
}

function variableLink({ name: variable, link }: DerivedVariable): Link[] {
  if (isNone(link)) return [];
  const { to, as, nameIn } = link;
  const names: Link["names"] = (service) =>
    blocksAt(service, "template", "containers", "env")
      .filter(({ name }) => name === variable)
      .map(({ value }) => (nameIn === undefined ? value : nameIn(String(value))));
  return [{ names, to, as }];
}

function declaredBefore(
  { environment, stacks }: SynthesizedEnvironment,
  stack: string,
  type: string,
  argument: string,
  sameLayer = false,
): string[] {
  const position = stacks.findIndex(({ id }) => id === stack);
  const earlier = stacks.slice(0, sameLayer ? position + 1 : position);
  return resources({ environment, stacks: earlier }, (other) => other === type).map(({ attributes }) =>
    String(attributes[argument]),
  );
}
