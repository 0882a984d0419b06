import { constructId } from "../contract/names";
import { referencesOf, resources, type Policy } from "./policy";

export const purityPolicies: readonly Policy[] = [
  {
    id: "no-data-source",
    check: ({ stacks }) =>
      stacks.flatMap(({ id, json }) =>
        Object.entries((json as { data?: Record<string, object> }).data ?? {}).flatMap(([type, named]) =>
          Object.keys(named).map((name) => ({
            resource: { stack: id, address: `data.${type}.${name}` },
            message:
              "is read at every plan and needs credentials and network; take the value from the environment or from contract/names.ts",
          })),
        ),
      ),
  },
  {
    id: "no-reference-to-another-stack",
    check: (built) => {
      const all = resources(built, () => true);
      const declared = new Set(all.map(({ stack, address }) => `${stack} ${address}`));
      return all.flatMap((resource) =>
        [...new Set([...referencesOf(resource), ...((resource.attributes["depends_on"] ?? []) as string[])])]
          .filter((address) => !declared.has(`${resource.stack} ${address}`))
          .map((address) => ({
            resource,
            message: `refers to ${address}, which its stack does not declare; take its name from contract/names.ts`,
          })),
      );
    },
  },
  {
    id: "no-environment-in-ids",
    check: (built) =>
      resources(built, () => true)
        .filter(({ address }) =>
          (address.split(".")[1] ?? "")
            .split(/[_-]/)
            .some((word) => word === built.environment.name || word === constructId(built.environment.name)),
        )
        .map((resource) => ({
          resource,
          message: `its id holds '${built.environment.name}', so plans of two environments would not read alike; take ids from keys`,
        })),
  },
];
