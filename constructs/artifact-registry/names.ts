import type { Environment } from "../../contract/environment";
import type { Named } from "../../contract/names";

export const repositoryId = (environment: Named): string => environment.namePrefix;
export const imageReference = (environment: Named & Pick<Environment, "primaryRegion">, image: string): string =>
  `${environment.primaryRegion}-docker.pkg.dev/${environment.project.id}/${repositoryId(environment)}/${image}`;
