import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { policyKind } from "../../observability/alerts/alerting-policy";
import { alertsOf } from "../../observability/alerts/all";
import { isAlertRunbook, RunbookError } from "../../observability/runbooks/runbook";
import { namesFiles } from "../runbooks/names-file";
import { wholeFolder, type Writer } from "./written-file";

/**
 * The names of every environment and subject that the runbooks' commands take.
 *
 * @throws RunbookError for an alert's runbook that is missing or has no first steps
 */
export const runbookNames: Writer = ({ root, environments }) => {
  const kinds = new Set(environments.flatMap((environment) => alertsOf(environment).map(policyKind)));
  const missing = [...kinds]
    .map((kind) => `runbooks/${kind}.md`)
    .filter((path) => !existsSync(join(root, path)) || !isAlertRunbook(readFileSync(join(root, path), "utf8")))
    .sort();
  if (missing.length > 0)
    throw new RunbookError(
      missing
        .map((path) => `${path} is missing, or has no line '## Look here first'; alerts link it, so write it`)
        .join("\n"),
    );
  return wholeFolder(root, "runbooks/names", namesFiles(environments));
};
