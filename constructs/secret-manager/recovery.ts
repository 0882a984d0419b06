import { secretsOf } from "./names";
import type { Environment } from "../../contract/environment";
import { inSeveralZones, type FixedObjective, type Mechanism, type Store } from "../../contract/recovery-mechanism";

/** Planning figure in minutes, which a drill must confirm: the decision, one command that restores, and a check. */
const plannedSecret = 15;

/** Days for which a destroyed version of a secret is only disabled and can be enabled again. */
export const secretDestroyDelayDays = 7;

/** Mechanisms of secrets, the same in every environment. */
const secretMechanisms = (): Mechanism[] => [
  {
    title: "delayed destruction of Secret Manager",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: plannedSecret,
    rtoFrom: "planning",
    how: `A version that somebody destroys is disabled for ${secretDestroyDelayDays} days and can be enabled again; a new version leaves the earlier ones in place.`,
    source: "Delay destruction of secret versions",
  },
  inSeveralZones("Secret Manager", "each version", "several regions"),
];

export const secretManagerStores = (environment: Environment, fixed: FixedObjective): Store[] =>
  Object.keys(secretsOf(environment)).length > 0
    ? [{ kind: "Secrets", ...fixed, mechanisms: secretMechanisms(), remedies: [] }]
    : [];
