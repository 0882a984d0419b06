import type { JsonObject } from "../../golden/json";
import { dependenciesOf, Graph, resourcesOf } from "./graph";

type Dependent = JsonObject & {
  depends_on?: string[];
  lifecycle?: JsonObject & { replace_triggered_by?: string[] };
};

/** A field with a value, unless there is nothing in it. */
const some = (field: string, value: object): object => (Object.keys(value).length === 0 ? {} : { [field]: value });

/** Whether a text such as `google_x.X.id` is about a resource. */
const isOf = (text: string, address: string): boolean => text === address || text.startsWith(`${address}.`);

/**
 * Takes the dependency of one resource on another out of a stack: a reference becomes
 * the text that it stands for. Returns false if that text is not known before the apply.
 */
export function cut(stack: JsonObject, from: string, to: string): boolean {
  const all = new Map(resourcesOf(stack).map((one) => [one.address, one]));
  const text = literal(JSON.stringify(all.get(from)!.attributes), to, all.get(to)!.attributes);
  if (text.includes(`\${${to}.`)) return false;
  const { depends_on: declared = [], lifecycle = {}, ...after } = JSON.parse(text) as Dependent;
  const { replace_triggered_by: triggers = [], ...others } = lifecycle;
  replace(stack, from, {
    ...after,
    ...some(
      "depends_on",
      declared.filter((one) => one !== to),
    ),
    ...some("lifecycle", {
      ...others,
      ...some(
        "replace_triggered_by",
        triggers.filter((one) => !isOf(one, to)),
      ),
    }),
  });
  return true;
}

/** Takes a resource out of a stack, and every dependency on it. */
export function takeOut(stack: JsonObject, address: string): void {
  for (const one of resourcesOf(stack)) if (dependenciesOf(one).includes(address)) cut(stack, one.address, address);
  replace(stack, address, undefined);
}

/** A text of a stack with the names for which its references stand. */
export function resolved(stack: JsonObject, text: string): string {
  return resourcesOf(stack).reduce(
    (result, { address, attributes }) => (result.includes(address) ? literal(result, address, attributes) : result),
    text,
  );
}

/** Keeps of a stack what some resources are and need. What they do not need cannot change what happens to them. */
export function pruned(stack: JsonObject, addresses: readonly string[]): JsonObject {
  const graph = new Graph(stack);
  const kept = new Set(addresses.flatMap((one) => [one, ...graph.needsOf(one)]));
  const result = structuredClone(stack);
  delete result["output"];
  delete result["moved"];
  for (const { address } of resourcesOf(result)) if (!kept.has(address)) replace(result, address, undefined);
  return result;
}

/** Puts other attributes in the place of a resource's; without any, the resource goes. */
export function replace(stack: JsonObject, address: string, attributes: JsonObject | undefined): void {
  const [type = "", name = ""] = address.split(".");
  const { [type]: named = {}, ...types } = stack["resource"] as Record<string, Record<string, JsonObject>>;
  const others = Object.entries(named).filter(([one]) => one !== name);
  const left = attributes === undefined ? others : [...others, [name, attributes] as const];
  const kept = left.length === 0 ? types : { ...types, [type]: Object.fromEntries(left) };
  // Terraform refuses a type without resources, and a stack that names resources and has none.
  if (Object.keys(kept).length > 0) stack["resource"] = kept;
  else delete stack["resource"];
}

function literal(text: string, address: string, attributes: JsonObject): string {
  const references = new RegExp(`\\$\\{${address.replaceAll(".", "\\.")}\\.(\\w+)\\}`, "g");
  return text.replaceAll(references, (whole, attribute: string) => {
    const value = attributes[attribute];
    return typeof value === "string" ? JSON.stringify(value).slice(1, -1) : whole;
  });
}
