import type { Issue } from "../issue";
import { limitingMechanism, releaseMinutes, serviceRecoveryMinutes, startupSeconds, storesOf } from "../recovery";
import type { Store } from "../recovery-mechanism";
import type { RecoveryObjective } from "../recovery-objective";
import type { Rule, RuleContext } from "./rule";

/** The settings must achieve the declared recovery objectives: of every service, and in a protected environment of every store. */
export const recoveryIssues: Rule = (context) => [
  ...(context.environment.protection === "protected" ? storesOf(context.environment).flatMap(storeIssues) : []),
  ...serviceIssues(context),
];

function storeIssues(store: Store): Issue[] {
  if (store.objective === undefined) return [missing(store)];
  return [...pointIssues(store, store.objective), ...timeIssues(store, store.objective)];
}

function missing(store: Store): Issue {
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

function pointIssues(store: Store, { rpoMinutes: declared }: RecoveryObjective): Issue[] {
  const { rpoMinutes, title } = limitingMechanism(store, "rpoMinutes");
  if (declared >= rpoMinutes) return [];
  const loses = rpoMinutes === Infinity ? "nothing brings it back" : `${title} loses up to ${rpoMinutes}`;
  const fix = remedy(store, declared) ?? `raise it to ${rpoMinutes}`;
  return [issue(store, "rpoMinutes", declared, `${loses}; ${fix}`)];
}

function timeIssues(store: Store, { rtoMinutes: declared }: RecoveryObjective): Issue[] {
  const { rtoMinutes, title, rtoFrom } = limitingMechanism(store, "rtoMinutes");
  // `pointIssues` already reports data that cannot be recovered.
  if (declared >= rtoMinutes || rtoMinutes === Infinity) return [];
  const plan = rtoFrom === "planning" ? " by the planning figure" : "";
  return [issue(store, "rtoMinutes", declared, `${title} takes up to ${rtoMinutes}${plan}; raise it to ${rtoMinutes}`)];
}

/**
 * The setting that achieves the declared figure; if none does, the best setting and
 * the figure that it achieves. A protected environment requires the setting anyway
 * (protection.ts), so a higher figure alone would not fix the issue. Undefined if no
 * setting is missing.
 */
function remedy({ remedies }: Store, declared: number): string | undefined {
  const sorted = [...remedies].sort((one, other) => other.rpoMinutes - one.rpoMinutes);
  const enough = sorted.find(({ rpoMinutes }) => rpoMinutes <= declared);
  if (enough !== undefined) return enough.setting;
  const most = sorted.at(-1);
  return most && `${most.setting} and raise it to ${most.rpoMinutes}`;
}

const issue = ({ at }: Store, figure: keyof RecoveryObjective, declared: number, why: string): Issue => ({
  file: at.file,
  field: `${at.field}.${figure}`,
  message: `${declared} ${declared === 1 ? "minute" : "minutes"} cannot be met: ${why}`,
});

function serviceIssues({ environment, at }: RuleContext): Issue[] {
  return environment.services.flatMap((service): Issue[] => {
    const { slug, rtoMinutes: declared, external } = service;
    const needed = serviceRecoveryMinutes(service);
    if (external !== undefined || declared >= needed) return [];
    return [
      {
        ...at(slug, "rtoMinutes"),
        message:
          `${declared} ${declared === 1 ? "minute" : "minutes"} cannot be met: by health.startup a new revision may take ${startupSeconds(service)} s to be ready, ` +
          `and its plan and apply take ${releaseMinutes} minutes, a planning figure; raise it to ${needed}, or shorten health.startup`,
      },
    ];
  });
}
