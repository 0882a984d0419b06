import { stateStores } from "../constructs/cloud-storage/recovery";
import { products } from "../constructs/products";
import { secretManagerStores } from "../constructs/secret-manager/recovery";
import type { Environment, Service } from "./environment";
import type { FixedObjective, Mechanism, Store, Threat } from "./recovery-mechanism";
import type { RecoveryObjective } from "./recovery-objective";

/** Objectives of the stores that every environment configures alike, so no environment file declares them. */
export const fixedObjectives = {
  secrets: { rpoMinutes: 0, rtoMinutes: 15 },
  state: { rpoMinutes: 0, rtoMinutes: 60 },
} as const satisfies Record<string, RecoveryObjective>;
const fixed = (field: keyof typeof fixedObjectives): FixedObjective => ({
  at: { file: "contract/recovery.ts", field: `fixedObjectives.${field}` },
  objective: fixedObjectives[field],
});

/** Every store of an environment, in a stable order. */
export const storesOf = (environment: Environment): Store[] => [
  ...products.flatMap(({ stores }) => stores?.(environment) ?? []),
  ...secretManagerStores(environment, fixed("secrets")),
  ...stateStores(environment, fixed("state")),
];

/** Display name of a store. */
export const titleOf = ({ kind, key }: Pick<Store, "kind" | "key">): string =>
  key === undefined ? kind : `${kind} ${key}`;

/** A store's best mechanism against one threat: the lowest RPO, then the lowest RTO. */
export function bestMechanism(store: Store, threat: Threat): Mechanism {
  const [first] = store.mechanisms
    .filter(({ against }) => against.includes(threat))
    .sort((one, other) => compare(one.rpoMinutes, other.rpoMinutes) || compare(one.rtoMinutes, other.rtoMinutes));
  if (first === undefined) throw new Error(`${titleOf(store)} has no mechanism against '${threat}'`);
  return first;
}

/** Comparison without subtraction, since Infinity - Infinity is NaN. */
const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);

/** The mechanism that limits an objective: the best one against whichever threat yields the higher figure. */
export function limitingMechanism(store: Store, figure: keyof RecoveryObjective): Mechanism {
  const [mistake, zone] = [bestMechanism(store, "mistake"), bestMechanism(store, "zone")];
  return zone[figure] > mistake[figure] ? zone : mistake;
}

/** Planning figure: minutes to read, approve and apply the plan of a release or its rollback. */
export const releaseMinutes = 5;

/** Longest time until Cloud Run considers a new instance ready or gives it up; seconds. */
export const startupSeconds = ({ health: { startup } }: Pick<Service, "health">): number =>
  startup.initialDelaySeconds + startup.periodSeconds * startup.failureThreshold;

/** Minutes until a service answers again after a bad release. A lost zone takes no time: Cloud Run serves from the other zones. */
export const serviceRecoveryMinutes = (service: Pick<Service, "health">): number =>
  releaseMinutes + Math.ceil(startupSeconds(service) / 60);
