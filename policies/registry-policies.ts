import type { Environment } from "../contract/environment";
import { unmet } from "../contract/unmet";
import { storesOf } from "../contract/recovery";
import { estimate } from "../contract/cost/estimate";
import { alertsOf } from "../observability/alerts/all";
import { referencesOf, resources, type Policy, type Resource, type SynthesizedEnvironment } from "./policy";
import { registry } from "./registry";
import { isNone, type ResourceType } from "./resource-type";

/** Types to which a resource's arguments refer. */
const referredTypes = (resource: Resource): Set<string> =>
  new Set(referencesOf(resource).map((address) => address.split(".")[0]!));

/** Every reference must be registered: only then is it known which resources cannot be deleted while in use. */
const refersAsRegistered: Policy = {
  id: "refers-as-registered",
  check: (built) =>
    resources(built, (type) => Object.hasOwn(registry, type)).flatMap((resource) =>
      [...referredTypes(resource)]
        .filter((type) => !registry[resource.type]!.refersTo.includes(type))
        .map((type) => ({
          resource,
          message: `refers to ${type}, which its row does not say; add it to refersTo of ${resource.type} in its product's registry.ts`,
        })),
    ),
};

/** A store of a protected environment must have a recovery objective, an alert and a cost line, or a reason in its row for none. */
const keptAsRegistered: Policy = {
  id: "kept-as-registered",
  check: (built) => {
    if (built.environment.protection === "disposable") return [];
    const known = keptIn(built);
    const types = new Set(resources(built, () => true).map(({ type }) => type));
    return [...types].flatMap((type) => {
      const missing = missingOf(registry[type], known);
      return missing.length === 0
        ? []
        : resources(built, (other) => other === type)
            .slice(0, 1)
            .flatMap((resource) => missing.map((message) => ({ resource, message })));
    });
  },
};

interface Kept {
  readonly stores: readonly string[];
  readonly alerts: readonly string[];
  readonly lines: readonly string[];
}

const keptBy = new WeakMap<Environment, Kept>();

function keptIn({ environment }: SynthesizedEnvironment): Kept {
  const known = keptBy.get(environment) ?? {
    stores: storesOf(environment).map(({ kind }) => kind),
    alerts: alertsOf(environment).map(({ kind }) => kind),
    lines: estimate(environment).map(({ key }) => key),
  };
  keptBy.set(environment, known);
  return known;
}

function missingOf(row: ResourceType | undefined, { stores, alerts, lines }: Kept): string[] {
  if (row?.holds !== "data") return [];
  const { recovery, alerts: kinds, cost } = row;
  return unmet([
    [
      isNone(recovery) || recovery.some((kind) => stores.includes(kind)),
      "has no objective of recovery; declare it in constructs/<product>/recovery.ts and name it in its product.ts",
    ],
    [
      isNone(kinds) || kinds.some((kind) => alerts.includes(kind)),
      "has no alert that watches it; declare it in constructs/<product>/alerts.ts and name it in its product.ts",
    ],
    [
      isNone(cost) || lines.some((key) => key.startsWith(cost)),
      "has no line in the estimate; declare it in constructs/<product>/cost.ts and name it in its product.ts",
    ],
  ]);
}

export const registryPolicies: readonly Policy[] = [refersAsRegistered, keptAsRegistered];
