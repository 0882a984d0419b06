import { shellQuoted } from "../../observability/runbooks/shell";
import type { SubjectNames } from "../../observability/subject-names";

/** A call of `names`: the words that follow it, and what it sets beside the environment's own names. */
export interface Call {
  readonly words: readonly string[];
  readonly sets: SubjectNames;
}

/**
 * A shell file with the function `names`, for bash, zsh and every POSIX shell.
 *
 * The function forgets what an earlier call set before it sets anything. So a
 * refused call leaves no name of another service behind, on which the next
 * command would act. It returns and never exits, since that would close the
 * caller's shell.
 */
export function namesScript(environment: string, shared: SubjectNames, calls: readonly Call[]): string {
  const owned = [...new Set(calls.flatMap(({ sets }) => Object.keys(sets)))].sort();
  return [
    `# Names of ${environment} for the runbooks' commands; runbooks/README.md says how to use them.`,
    "# Written from environments/ by `npm run update`. Do not edit it.",
    "",
    "names() {",
    ...(owned.length === 0 ? [] : [`  unset ${owned.join(" ")}`]),
    `  ${exported(shared)}`,
    '  case "$*" in',
    ...calls.map((call) => `    ${arm(call, calls)}`),
    ...refusals(environment, calls).map((line) => `    ${line}`),
    "  esac",
    "}",
    "",
    "# A command whose variable has no value fails instead of waiting for it; Terraform still asks before it applies.",
    "export TF_INPUT=0",
    "",
    "# A procedure's commands take the environment's own names.",
    "names environment",
    "",
  ].join("\n");
}

const said = ({ words }: Pick<Call, "words">): string => words.join(" ");

const exported = (names: SubjectNames): string =>
  `export ${Object.entries(names)
    .map(([name, value]) => `${name}=${shellQuoted(value)}`)
    .join(" ")}`;

/** A call that goes on where another ends sets what that one sets, too. */
function arm(call: Call, calls: readonly Call[]): string {
  const shorter = calls.find((other) => said(other) === call.words.slice(0, -1).join(" "));
  const steps = [
    ...(shorter === undefined ? [] : [`names ${said(shorter)}`]),
    ...(Object.keys(call.sets).length === 0 ? [] : [exported(call.sets)]),
  ];
  return [`${shellQuoted(said(call))})`, ...(steps.length === 0 ? [] : [steps.join(" && ")]), ";;"].join(" ");
}

/** What answers a call that there is not: it lists the calls that begin alike. The longest beginning is looked at first. */
function refusals(environment: string, calls: readonly Call[]): string[] {
  const beginnings = [...new Set(calls.map(({ words }) => words.slice(0, -1).join(" ")))].filter((one) => one !== "");
  const lines = beginnings
    .sort((one, other) => other.length - one.length)
    .map((beginning) => {
      const known = calls.filter(({ words }) => words.slice(0, -1).join(" ") === beginning);
      return `${shellQuoted(beginning)} | ${shellQuoted(`${beginning} `)}*) ${refusal(environment, known.map(said))}`;
    });
  const firsts = [...new Set(calls.map(({ words }) => (words.length === 1 ? words[0]! : `${words[0]!} KEY`)))];
  const kinds = firsts.filter((first) => !(first.endsWith(" KEY") && firsts.includes(first.replace(" KEY", ""))));
  return [...lines, `*) ${refusal(environment, kinds)}`];
}

const refusal = (environment: string, known: readonly string[]): string =>
  `printf '%s\\n' "names: ${environment} has no '$*'. It has: ${known.join(", ")}" >&2; return 1 ;;`;
