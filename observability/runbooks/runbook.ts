import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import type { SubjectNames } from "../subject-names";
import { isPlain, shellQuoted } from "./shell";

/** A runbook that an alert cannot use; its message is for whoever writes runbooks, so it needs no stack trace. */
export class RunbookError extends Error {
  override readonly name = "RunbookError";
}

const folder = join(__dirname, "..", "..", "runbooks");

/** Section that a notification carries, since at night nobody wants to look for it. */
const firstLook = "Look here first";

/** A shell variable of a command, such as `$PROJECT`. */
const variable = /\$([A-Z][A-Z_]*)/g;

/** Variables that a text uses, without their `$`. */
export const variablesOf = (text: string): Set<string> =>
  new Set([...text.matchAll(variable)].map(([, name]) => name!));

/** Whether a runbook is an alert's; others are procedures. */
export const isAlertRunbook = (text: string): boolean => new RegExp(`^## ${firstLook}$`, "m").test(text);

/**
 * Text of an alert's or a procedure's runbook.
 *
 * @throws RunbookError if there is none, since an alert without one helps nobody
 */
export function runbookText(kind: string): string {
  const file = join(folder, `${kind}.md`);
  if (!existsSync(file))
    throw new RunbookError(`runbooks/${kind}.md does not exist; write it, or correct the alert's kind`);
  return readFileSync(file, "utf8");
}

/** Where people read a runbook: the branch from which the environment is deployed. */
export const runbookUrl = (
  { github, deployBranch }: Pick<Environment, "github" | "deployBranch">,
  kind: string,
): string => `${runbooksUrl({ github, deployBranch })}/${kind}.md`;

const runbooksUrl = ({ github, deployBranch }: Pick<Environment, "github" | "deployBranch">): string =>
  `https://github.com/${github.repository}/blob/${deployBranch}/runbooks`;

/**
 * The first steps of an alert's runbook, with the names filled in and its links
 * made absolute, so that they work in a notification.
 *
 * @throws RunbookError for a runbook without that section, or a variable that the subject has no name for
 */
export function firstSteps(environment: Environment, kind: string, names: SubjectNames): string {
  const section = new RegExp(`^## ${firstLook}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, "m").exec(runbookText(kind))?.[1];
  if (section === undefined) throw new RunbookError(`runbooks/${kind}.md has no section '## ${firstLook}'`);
  if (section.includes("${"))
    throw new RunbookError(`runbooks/${kind}.md: write $NAME; a notification has its own meaning for '\${'`);
  const own = new Set([...section.matchAll(/^\s*([A-Z][A-Z_]*)=/gm)].map(([, name]) => name!));
  const valueOf = (name: string): string => {
    // What a step sets itself stays a variable.
    const value = own.has(name) ? `$${name}` : names[name];
    if (value === undefined)
      throw new RunbookError(
        `runbooks/${kind}.md uses $${name}, which its subject has not; it has ${Object.keys(names).join(", ")}`,
      );
    return value;
  };
  return section
    .trim()
    .replaceAll(/"\$([A-Z][A-Z_]*)"/g, (written, name: string) =>
      own.has(name) || isPlain(valueOf(name)) ? written : shellQuoted(valueOf(name)),
    )
    .replaceAll(variable, (_, name: string) => valueOf(name))
    .replaceAll(/\]\((?![a-z]+:|#)([^)]+)\)/g, (_, path: string) => `](${runbooksUrl(environment)}/${path})`);
}
