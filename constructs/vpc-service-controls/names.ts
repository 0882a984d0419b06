import type { Named } from "../../contract/names";

/** Name of the perimeter: unique in the organization's access policy, which all environments share; only letters, digits and '_'. */
export const perimeterName = (environment: Named): string =>
  `${environment.namePrefix}-${environment.name}`.replaceAll("-", "_");
