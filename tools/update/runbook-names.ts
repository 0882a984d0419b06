import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { alertsOf } from "../../observability/alerts/all";
import { isAlertRunbook, RunbookError } from "../../observability/runbooks/runbook";
import { end, start, withNames, type Alarmed } from "../runbooks/names-block";
import type { WrittenFile, Writer } from "./written-file";

/** Lists the others and runs nothing. */
const index = "README.md";

/** The names of every environment and subject, in the runbooks whose commands take them. */
export const runbookNames: Writer = ({ root, environments }) =>
  namedRunbooks(
    join(root, "runbooks"),
    environments.map((environment) => ({ environment, alerts: alertsOf(environment) })),
  );

/** @throws RunbookError for an alert's runbook that is missing, has no first steps or no place for names */
export function namedRunbooks(folder: string, environments: readonly Alarmed[]): WrittenFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== index)
    .sort();
  const read = names.map((name) => {
    const before = readFileSync(join(folder, name), "utf8");
    return { name, before, text: withNames(name.replace(/\.md$/, ""), before, environments) };
  });
  const kinds = new Set(environments.flatMap(({ alerts }) => alerts.map(({ kind }) => `${kind}.md`)));
  const faults = [
    ...[...kinds]
      .filter((name) => !read.some((one) => one.name === name && isAlertRunbook(one.before)))
      .sort()
      .map((name) => `runbooks/${name} is missing, or has no line '## Look here first'; alerts link it, so write it`),
    ...read
      .filter(({ before, text }) => text === undefined && isAlertRunbook(before))
      .map(
        ({ name }) =>
          `runbooks/${name} has no place for names; add the lines '${start}' and '${end}' below its first paragraph`,
      ),
  ];
  if (faults.length > 0) throw new RunbookError(faults.join("\n"));
  return read.flatMap(({ name, text }) => (text === undefined ? [] : [{ path: `runbooks/${name}`, text }]));
}
