import type { Environment } from "../../contract/environment";
import { daysAMonth, pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { secretsOf } from "./names";

/** Billed versions of a secret: the current one and the one before, which is disabled for a week. */
const secretVersions = 2;

export function secretManagerLines(environment: Environment): CostLine[] {
  const line = pricedLine(environment.primaryRegion);
  const secrets = Object.keys(secretsOf(environment)).length;
  return [
    line(
      "secrets/versions",
      "Secret Manager",
      "Versions of secrets",
      prices.secretVersion,
      secrets * secretVersions,
      secrets === 1 ? "1 secret, with the version before" : `${secrets} secrets, each with the version before`,
    ),
    line(
      "secrets/rotations",
      "Secret Manager",
      "Reminders of rotation",
      prices.rotationNotice,
      (secrets * daysAMonth) / environment.secretRotation.periodDays,
      `every ${environment.secretRotation.periodDays} days`,
    ),
  ];
}
