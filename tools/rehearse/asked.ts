import { UsageError } from "../command/usage";
import { mutationKinds, type MutationKind } from "./mutations/mutation";

/** What somebody wants to rehearse. */
export type Asked =
  | { readonly what: "environment"; readonly name: string; readonly from: string | undefined }
  | { readonly what: "scenarios"; readonly names: readonly string[] }
  | { readonly what: "mutations"; readonly kind: MutationKind | undefined };

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
  if (first === "scenarios") {
    if (second !== undefined) throw new UsageError(`'${second}' is one argument too many after 'scenarios'`);
    return { what: "scenarios", names: scenarios };
  }
  if (first === "mutations") return { what: "mutations", kind: kindOf(positionals.slice(1)) };
  const unknown = positionals.find((one) => !scenarios.includes(one));
  if (unknown !== undefined)
    throw new UsageError(
      `no environment and no scenario '${unknown}'; environments: ${environments.join(", ")}; scenarios: ${scenarios.join(", ")}`,
    );
  return { what: "scenarios", names: positionals };
}

function kindOf([asked, ...more]: readonly string[]): MutationKind | undefined {
  const kind = mutationKinds.find((one) => one === asked);
  if (asked === undefined) return undefined;
  if (kind === undefined)
    throw new UsageError(
      `'${asked}' is no kind of mistake; kinds: ${mutationKinds.map((one) => `"${one}"`).join(", ")}`,
    );
  if (more.length > 0) throw new UsageError(`'${more[0]!}' is one argument too many: one kind at a time`);
  return kind;
}
