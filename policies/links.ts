import { suggestion } from "../contract/schema-issues";
import { resources, type Policy, type SynthesizedEnvironment } from "./policy";
import { registry } from "./registry";

/**
 * Layers share only names. A name that no earlier layer declares would fail at apply,
 * or later refer to a resource that somebody else creates under it. This policy makes
 * plain names as safe as references.
 */
export const linkPolicy: Policy = {
  id: "links",
  check: (built) =>
    resources(built, () => true).flatMap((resource) =>
      (registry[resource.type]?.links ?? []).flatMap(({ names, to, as, sameLayer }) => {
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
