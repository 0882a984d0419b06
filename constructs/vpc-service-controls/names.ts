import type { Named } from "../../contract/names";

/** Unique in the organization's access policy, which all environments share; takes letters, digits and '_' only. */
export const perimeterName = (environment: Named): string =>
  `${environment.namePrefix}-${environment.name}`.replaceAll("-", "_");
