import { UsageError } from "../command/usage";

/** What somebody wants to rehearse. */
export type Asked =
  | { readonly what: "environment"; readonly name: string; readonly from: string | undefined }
  | { readonly what: "scenarios"; readonly names: readonly string[] }
  | { readonly what: "mutations" };

/**
 * Reads the arguments of `npm run rehearse`.
 *
 * @throws UsageError for a name that is neither an environment nor a scenario, and for
 * arguments that do not go together
 */
export function asked(
  positionals: readonly string[],
  commits: readonly string[],
  environments: readonly string[],
  scenarios: readonly string[],
): Asked {
  const [first = "", second] = positionals;
  const [from, another] = commits;
  if (another !== undefined) throw new UsageError("--from takes one commit");
  if (environments.includes(first)) {
    if (second !== undefined) throw new UsageError(`'${second}' is one argument too many: one environment at a time`);
    return { what: "environment", name: first, from };
  }
  if (from !== undefined)
    throw new UsageError(`--from needs an environment, got '${first}'; environments: ${environments.join(", ")}`);
  if (first === "scenarios" || first === "mutations") {
    if (second !== undefined) throw new UsageError(`'${second}' is one argument too many after '${first}'`);
    return first === "mutations" ? { what: "mutations" } : { what: "scenarios", names: scenarios };
  }
  const unknown = positionals.find((one) => !scenarios.includes(one));
  if (unknown !== undefined)
    throw new UsageError(
      `no environment and no scenario '${unknown}'; environments: ${environments.join(", ")}; scenarios: ${scenarios.join(", ")}`,
    );
  return { what: "scenarios", names: positionals };
}
