import { describe, expect, test } from "vitest";
import { registry } from "../../policies/registry";
import { referenceEnvironments } from "../reference/all";
import { variants } from "../reference/variants";
import { layersOf } from "../support/policies";
import type { Attributes } from "../support/synth";

/** Each resource of a stack, by address. */
const resourcesOf = (stack: Attributes): Map<string, Attributes> =>
  new Map(
    Object.entries((stack.resource ?? {}) as Record<string, Record<string, Attributes>>).flatMap(([type, named]) =>
      Object.entries(named).map(([name, attributes]) => [`${type}.${name}`, attributes] as const),
    ),
  );

const stacks = [...referenceEnvironments(), ...variants()].flatMap((one) =>
  Object.values(layersOf(one)).map(resourcesOf),
);

const typeOf = (address: string): string => address.split(".")[0]!;
const isSet = (resource: Attributes): boolean => resource.lifecycle?.create_before_destroy === true;

/** Addresses to which a resource refers or for which it waits. */
function dependencies(resource: Attributes): string[] {
  const { depends_on: waits = [], ...rest } = resource as { depends_on?: string[] };
  const references = [...JSON.stringify(rest).matchAll(/\$\{(google_\w+\.[\w-]+)/g)].map(([, address]) => address!);
  return [...references, ...waits];
}

/** Everything on which these depend, directly or not. */
function reached(stack: Map<string, Attributes>, from: readonly string[], found = new Set<string>()): Set<string> {
  for (const address of from.flatMap((one) => dependencies(stack.get(one)!)))
    if (!found.has(address)) {
      found.add(address);
      reached(stack, [address], found);
    }
  return found;
}

describe("what Google keeps while it is in use", () => {
  test("is destroyed after what referred to it is updated, or its row says why not", () => {
    const refused = Object.entries(registry).flatMap(([type, { deletionInUse }]) =>
      deletionInUse === "allowed" ? [] : [[type, deletionInUse.createBeforeDestroy === true] as const],
    );
    expect(refused.filter(([, last]) => last).length).toBeGreaterThan(5);
    for (const stack of stacks)
      for (const [type, last] of refused)
        for (const [address, resource] of stack)
          if (typeOf(address) === type) expect([address, isSet(resource)]).toEqual([address, last]);
  });

  test("includes what a service has of its own, also while others deploy it", () => {
    const runtime = layersOf(variants().find(({ services }) => services.some(({ external }) => external))!).runtime;
    const ofRest = [...resourcesOf(runtime)].filter(([address]) => address.includes(".Rest_"));
    expect(ofRest.length).toBeGreaterThan(3);
    for (const [address, resource] of ofRest) expect([address, isSet(resource)]).toEqual([address, true]);
  });

  test("depends on nothing else that Terraform would destroy first, but for the map that is always there", () => {
    const types = stacks.flatMap((stack) => {
      const set = [...stack].filter(([, resource]) => isSet(resource)).map(([address]) => address);
      return [...reached(stack, set)].filter((address) => !isSet(stack.get(address)!)).map(typeOf);
    });
    // What only inherits the setting loses it with the last that depends on it, and the plan of that is a cycle.
    expect([...new Set(types)]).toEqual(["google_certificate_manager_certificate_map"]);
  });
});
