import type { Issue } from "./issue";
import type { RecoveryObjective } from "./recovery-objective";

/** What a store must survive: the loss of a zone, or a mistake, which is an accidental deletion or overwrite. */
export type Threat = "mistake" | "zone";

/** One way to recover a store, with the figures that the environment's settings achieve. */
export interface Mechanism {
  readonly title: string;
  readonly against: readonly Threat[];
  /** Maximum loss in minutes of writes, according to Google's page. Infinity where nothing can be recovered. */
  readonly rpoMinutes: number;
  /** Minutes until the store serves again. */
  readonly rtoMinutes: number;
  /** Google publishes no duration for a restore. Such a figure is our planning figure until a drill has confirmed it. */
  readonly rtoFrom: "google" | "planning";
  readonly how: string;
  /** Title of the Google page. */
  readonly source: string;
}
export const dailyBackupMinutes = 24 * 60;

/** Replication over several zones, with a failover that Google performs. */
export const inSeveralZones = (product: string, what: string, place: string): Mechanism => ({
  title: "copies in several zones",
  against: ["zone"],
  rpoMinutes: 0,
  rtoMinutes: 0,
  rtoFrom: "google",
  how: `${product} has ${what} in several zones of ${place} before it confirms a write, and answers from those that are left; nobody does anything.`,
  source: "Architecting disaster recovery for cloud infrastructure outages",
});

/** The mechanism of data that cannot be recovered. */
export const noRecovery = (how: string, source: string): Mechanism => ({
  title: "nothing",
  against: ["mistake"],
  rpoMinutes: Infinity,
  rtoMinutes: Infinity,
  rtoFrom: "google",
  how,
  source,
});

/** A setting that the environment lacks, and the maximum loss with it; minutes. */
interface Remedy {
  readonly setting: string;
  readonly rpoMinutes: number;
}

/** A store of data that cannot be regenerated. */
export interface Store {
  readonly kind: string;
  /** Absent if an environment has at most one store of this kind. */
  readonly key?: string;
  /** Location of its objective. */
  readonly at: Pick<Issue, "file" | "field">;
  /** Undefined if none is declared, which only a disposable environment allows. */
  readonly objective: RecoveryObjective | undefined;
  readonly mechanisms: readonly Mechanism[];
  readonly remedies: readonly Remedy[];
}

/** An objective that is the same in every environment, and its location in the code. */
export type FixedObjective = Pick<Store, "at" | "objective">;
