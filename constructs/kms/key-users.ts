import type { Environment } from "../../contract/environment";
import type { ServiceAgentName } from "../../contract/service-agents";
import { typesWith } from "../../policies/registry";
import type { DataType } from "./names";

/**
 * Service agents that may use the key of a data type in one location. A product uses
 * a key through its service agent, so people and services need no role on any key.
 */
export const keyUsers = (environment: Environment, data: DataType, location: string): ServiceAgentName[] =>
  typesWith("encryption")
    .filter(([, { keys }]) => keys[data]?.(environment, location) ?? false)
    .map(([, { agent }]) => agent);
