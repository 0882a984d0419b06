import type { Issue } from "../../contract/issue";
import { duplicates } from "../../contract/rules/helpers";
import type { Rule } from "../../contract/rules/rule";
import type { FirewallException } from "./schema";

/** What an exception leaves alone, whatever its reason is. */
export const exceptionKey = ({ rule, part }: Pick<FirewallException, "rule" | "part">): string =>
  part === undefined ? rule : `${rule} of ${Object.entries(part).flat().join(" ")}`;

/** Refuses settings of the firewall that say something twice. */
export const cloudArmorIssues: Rule = ({ environment: { cloudArmor }, file }) => {
  const issue = (field: string, message: string): Issue => ({ file, field: `cloudArmor.${field}`, message });
  const off = new Set(cloudArmor.exceptions.filter(({ part }) => part === undefined).map(({ rule }) => rule));
  return [
    ...duplicates(cloudArmor.previewedRuleSets).map((set) =>
      issue("previewedRuleSets", `names '${set}' twice; remove one`),
    ),
    ...duplicates(cloudArmor.exceptions.map(exceptionKey)).map((key) =>
      issue("exceptions", `excepts ${key} twice; remove one`),
    ),
    ...cloudArmor.exceptions
      .filter(({ rule, part }) => part !== undefined && off.has(rule))
      .map((one) =>
        issue("exceptions", `${exceptionKey(one)} is excepted, and '${one.rule}' as a whole, too; remove one of them`),
      ),
  ];
};
