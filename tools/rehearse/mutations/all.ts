import type { Environment } from "../../../contract/environment";
import { layers } from "../../../contract/names";
import type { Stacks } from "../../deploy-order/order";
import { removedApis } from "./apis";
import { removedDependencies } from "./dependencies";
import { removedGrants, removedKeyGrants } from "./grants";
import { guardedRemovals, removedOrder } from "./guards";
import type { Mutation } from "./mutation";
import { wrongNames } from "./names";
import { missingAgents, missingValues, wrongOrder } from "./omissions";

/** Every mistake that a rehearsal must notice, made from the stacks and the registry. */
export const mutationsOf = (environment: Pick<Environment, "name" | "project">, stacks: Stacks): Mutation[] => [
  ...layers.flatMap((layer) => removedDependencies(environment, stacks, layer)),
  ...removedApis(environment, stacks),
  ...removedKeyGrants(environment, stacks),
  ...removedGrants(environment, stacks),
  ...wrongNames(environment, stacks),
  ...missingAgents(environment, stacks),
  ...missingValues(environment, stacks),
  ...wrongOrder(environment, stacks),
  ...removedOrder(environment, stacks),
  ...guardedRemovals(environment, stacks),
];
