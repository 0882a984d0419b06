import { stateStores } from "../constructs/cloud-storage/recovery";
import { products } from "../constructs/products";
import { secretStores } from "../constructs/secret-manager/recovery";
import type { Environment, Service } from "./environment";
import type { FixedObjective, Mechanism, Store, Threat } from "./recovery-mechanism";
import type { RecoveryObjective } from "./recovery-objective";

/** Objectives of what no file declares, since every environment sets it alike. */
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
  ...secretStores(environment, fixed("secrets")),
  ...stateStores(environment, fixed("state")),
];

/** What people call a store. */
export const titleOf = ({ kind, key }: Pick<Store, "kind" | "key">): string =>
  key === undefined ? kind : `${kind} ${key}`;

/** The best that a store's settings give against one threat: first by what is lost, then by how long it takes. */
export function best(store: Store, threat: Threat): Mechanism {
  const [first] = store.mechanisms
    .filter(({ against }) => against.includes(threat))
    .sort((one, other) => compare(one.rpoMinutes, other.rpoMinutes) || compare(one.rtoMinutes, other.rtoMinutes));
  if (first === undefined) throw new Error(`${titleOf(store)} has no mechanism against '${threat}'`);
  return first;
}

/** Infinity less Infinity is no number. */
const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);

/** What limits a figure: the worse threat of the two, met by the best that there is against it. */
export function limiting(store: Store, figure: keyof RecoveryObjective): Mechanism {
  const [mistake, zone] = [best(store, "mistake"), best(store, "zone")];
  return zone[figure] > mistake[figure] ? zone : mistake;
}

/** Minutes for reading, approving and applying the plan of a release or its rollback. A planning figure. */
export const releaseMinutes = 5;

/** Seconds after which Cloud Run has taken a new instance for ready or given it up. */
export const startupSeconds = ({ health: { startup } }: Pick<Service, "health">): number =>
  startup.initialDelaySeconds + startup.periodSeconds * startup.failureThreshold;

/** Minutes until a service answers again after a bad release. A lost zone costs nothing: Cloud Run serves from the others. */
export const serviceRecoveryMinutes = (service: Pick<Service, "health">): number =>
  releaseMinutes + Math.ceil(startupSeconds(service) / 60);
