import type { Named } from "../../contract/names";
import { accountEmail } from "../iam/names";

export const clusterName = (environment: Named): string => `${environment.namePrefix}-gpu`;
export const gpuPoolName = (pool: string): string => `${pool}-gpu-pool`;
export const nodeAccountId = (environment: Named): string => `${environment.namePrefix}-gpu-nodes`;
export const nodeAccountEmail = (environment: Named): string => accountEmail(environment, nodeAccountId(environment));
