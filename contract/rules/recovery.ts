import type { Fault } from "../fault";
import { limitingMechanism, releaseMinutes, serviceRecoveryMinutes, startupSeconds, storesOf } from "../recovery";
import type { Store } from "../recovery-mechanism";
import type { RecoveryObjective } from "../recovery-objective";
import type { Rule, RuleContext } from "./rule";

/** What is promised is met by what is set: of every store where protected, and of every service. */
export const recoveryFaults: Rule = (context) => [
  ...(context.environment.protection === "protected" ? storesOf(context.environment).flatMap(storeFaults) : []),
  ...serviceFaults(context),
];

function storeFaults(store: Store): Fault[] {
  if (store.objective === undefined) return [missing(store)];
  return [...pointFaults(store, store.objective), ...timeFaults(store, store.objective)];
}

function missing(store: Store): Fault {
  const { rpoMinutes } = limitingMechanism(store, "rpoMinutes");
  const { rtoMinutes } = limitingMechanism(store, "rtoMinutes");
  const [remedy] = store.remedies;
  const fix =
    rpoMinutes === Infinity
      ? `${remedy?.setting ?? "set what brings it back"}, since these settings lose everything, and then declare what they meet`
      : `add { rpoMinutes: ${rpoMinutes}, rtoMinutes: ${rtoMinutes} }, which these settings meet, or more`;
  return {
    ...store.at,
    message: `is missing, but a protected environment says what may be lost of each store and for how long it may be gone; ${fix}`,
  };
}

function pointFaults(store: Store, { rpoMinutes: declared }: RecoveryObjective): Fault[] {
  const { rpoMinutes, title } = limitingMechanism(store, "rpoMinutes");
  if (declared >= rpoMinutes) return [];
  const loses = rpoMinutes === Infinity ? "nothing brings it back" : `${title} loses up to ${rpoMinutes}`;
  const fix = remedy(store, declared) ?? `raise it to ${rpoMinutes}`;
  return [fault(store, "rpoMinutes", declared, `${loses}; ${fix}`)];
}

function timeFaults(store: Store, { rtoMinutes: declared }: RecoveryObjective): Fault[] {
  const { rtoMinutes, title, rtoFrom } = limitingMechanism(store, "rtoMinutes");
  // Where nothing comes back, the point says it already.
  if (declared >= rtoMinutes || rtoMinutes === Infinity) return [];
  const plan = rtoFrom === "planning" ? " by the planning figure" : "";
  return [fault(store, "rtoMinutes", declared, `${title} takes up to ${rtoMinutes}${plan}; raise it to ${rtoMinutes}`)];
}

/**
 * The setting that meets what is declared; where none does, the best one and the
 * figure that it meets. A protected environment may not go without it
 * (protection.ts), so a higher figure alone would mend nothing. Undefined where
 * no setting is missing.
 */
function remedy({ remedies }: Store, declared: number): string | undefined {
  const sorted = [...remedies].sort((one, other) => other.rpoMinutes - one.rpoMinutes);
  const enough = sorted.find(({ rpoMinutes }) => rpoMinutes <= declared);
  if (enough !== undefined) return enough.setting;
  const most = sorted.at(-1);
  return most && `${most.setting} and raise it to ${most.rpoMinutes}`;
}

const fault = ({ at }: Store, figure: keyof RecoveryObjective, declared: number, why: string): Fault => ({
  file: at.file,
  field: `${at.field}.${figure}`,
  message: `${declared} ${declared === 1 ? "minute" : "minutes"} cannot be met: ${why}`,
});

function serviceFaults({ environment, at }: RuleContext): Fault[] {
  return environment.services.flatMap((service): Fault[] => {
    const { key, rtoMinutes: declared, external } = service;
    const needed = serviceRecoveryMinutes(service);
    if (external !== undefined || declared >= needed) return [];
    return [
      {
        ...at(key, "rtoMinutes"),
        message:
          `${declared} ${declared === 1 ? "minute" : "minutes"} cannot be met: by health.startup a new revision may take ${startupSeconds(service)} s to be ready, ` +
          `and its plan and apply take ${releaseMinutes} minutes, a planning figure; raise it to ${needed}, or shorten health.startup`,
      },
    ];
  });
}
