import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import type { SubjectNames } from "../subject-names";
import { isPlain, shellQuoted } from "./shell";

/** A runbook is missing or faulty. The message is for the runbook's author, so it is printed without a stack trace. */
export class RunbookError extends Error {
  override readonly name = "RunbookError";
}

const folder = join(__dirname, "..", "..", "runbooks");

/** Heading of the section that every notification contains, so that the on-call need not search for it. */
const firstLook = "Look here first";

/** A shell variable of a command, such as `$PROJECT`. */
const variable = /\$([A-Z][A-Z_]*)/g;

/** Shell variables that a text uses, without the `$`. */
export const variablesOf = (text: string): Set<string> =>
  new Set([...text.matchAll(variable)].map(([, name]) => name!));

/** Whether a runbook belongs to an alert; all others are procedures. */
export const isAlertRunbook = (text: string): boolean => new RegExp(`^## ${firstLook}$`, "m").test(text);

/**
 * Text of the runbook of an alert or a procedure.
 *
 * @throws RunbookError if there is none
 */
export function runbookText(kind: string): string {
  const file = join(folder, `${kind}.md`);
  if (!existsSync(file))
    throw new RunbookError(`runbooks/${kind}.md does not exist; write it, or correct the alert's kind`);
  return readFileSync(file, "utf8");
}

/** URL of a runbook on the branch from which the environment is deployed. */
export const runbookUrl = (
  { github, deployBranch }: Pick<Environment, "github" | "deployBranch">,
  kind: string,
): string => `${runbooksUrl({ github, deployBranch })}/${kind}.md`;

const runbooksUrl = ({ github, deployBranch }: Pick<Environment, "github" | "deployBranch">): string =>
  `https://github.com/${github.repository}/blob/${deployBranch}/runbooks`;

/**
 * The first steps of an alert's runbook. Names are filled in and links are absolute, so
 * that they work in a notification. A name whose value is the variable itself stays open.
 *
 * @throws RunbookError if the section is missing, or a variable has no value for the subject
 */
export function firstSteps(environment: Environment, kind: string, names: SubjectNames): string {
  const section = new RegExp(`^## ${firstLook}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, "m").exec(runbookText(kind))?.[1];
  if (section === undefined) throw new RunbookError(`runbooks/${kind}.md has no section '## ${firstLook}'`);
  if (section.includes("${"))
    throw new RunbookError(`runbooks/${kind}.md: write $NAME; a notification has its own meaning for '\${'`);
  const own = new Set([...section.matchAll(/^\s*([A-Z][A-Z_]*)=/gm)].map(([, name]) => name!));
  const valueOf = (name: string): string => {
    // A variable that a step sets itself is kept.
    const value = own.has(name) ? `$${name}` : names[name];
    if (value === undefined)
      throw new RunbookError(
        `runbooks/${kind}.md uses $${name}, which its subject has not; it has ${Object.keys(names).join(", ")}`,
      );
    return value;
  };
  const isOpen = (name: string): boolean => names[name] === `$${name}`;
  return section
    .trim()
    .replaceAll(/"\$([A-Z][A-Z_]*)"/g, (written, name: string) =>
      own.has(name) || isPlain(valueOf(name)) || isOpen(name) ? written : shellQuoted(valueOf(name)),
    )
    .replaceAll(variable, (_, name: string) => valueOf(name))
    .replaceAll(/\]\((?![a-z]+:|#)([^)]+)\)/g, (_, path: string) => `](${runbooksUrl(environment)}/${path})`);
}
