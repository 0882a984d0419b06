import type { Environment } from "../../contract/environment";
import type { DataType } from "./names";
import type { ServiceAgentName } from "../../contract/service-agents";

type Stores = Pick<Environment, "primaryRegion" | "database" | "firestore">;

/**
 * Kind of data to the service agents that encrypt it, each with the condition
 * under which the environment has such a store where the key lies. A product
 * uses a key as its agent, so people and services need no right on any.
 */
const users: Readonly<
  Record<DataType, Partial<Record<ServiceAgentName, (environment: Stores, location: string) => boolean>>>
> = {
  media: { cloudStorage: () => true },
  records: { cloudStorage: () => true },
  database: {
    // The instance in the primary region, its replicas in theirs.
    cloudSql: ({ database }) => database !== undefined,
    // Firestore has no replica.
    firestore: ({ firestore, primaryRegion }, location) => firestore !== undefined && location === primaryRegion,
  },
  queue: { pubsub: () => true },
  secrets: { secretManager: () => true },
  images: { artifactRegistry: () => true },
  cluster: {
    // Kubernetes' secrets.
    kubernetesEngine: () => true,
    // The nodes' disks.
    computeEngine: () => true,
  },
  state: { cloudStorage: () => true },
};

/** Service agents that may use the key of a kind of data in one location. */
export const keyUsers = (environment: Stores, data: DataType, location: string): ServiceAgentName[] =>
  Object.entries(users[data])
    .filter(([, has]) => has(environment, location))
    .map(([agent]) => agent as ServiceAgentName);
