/** The parts of `terraform show -json` that are used here. */
export interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly after_unknown: unknown };
  }[];
  readonly configuration?: {
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly expressions?: unknown }[];
    };
  };
}

/**
 * Attributes that the configuration sets and whose values a first plan shows as
 * `(known after apply)`, as `address.attribute`. Computed attributes that the
 * configuration does not set do not count.
 */
export function unknownInputs(plan: Plan): string[] {
  const expressions = new Map(
    plan.configuration?.root_module?.resources?.map(({ address, expressions: set }) => [address, set]),
  );
  return (plan.resource_changes ?? []).flatMap(({ address, change }) =>
    walk(address, expressions.get(address), change.after_unknown),
  );
}

function walk(path: string, expression: unknown, unknown: unknown): string[] {
  if (unknown === undefined || unknown === false || typeof expression !== "object" || expression === null) return [];
  if (Array.isArray(expression)) {
    return expression.flatMap((item, index) =>
      walk(`${path}[${index}]`, item, Array.isArray(unknown) ? unknown[index] : unknown),
    );
  }
  if ("references" in expression || "constant_value" in expression) return holdsTrue(unknown) ? [path] : [];
  return Object.entries(expression).flatMap(([name, inner]) =>
    walk(`${path}.${name}`, inner, unknown === true ? true : (unknown as Record<string, unknown>)[name]),
  );
}

const holdsTrue = (value: unknown): boolean =>
  value === true || (typeof value === "object" && value !== null && Object.values(value).some(holdsTrue));
