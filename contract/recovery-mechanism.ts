import type { Issue } from "./issue";
import type { RecoveryObjective } from "./recovery-objective";

/** What a store must survive: a zone of its region, or somebody who deletes or overwrites what they should not. */
export type Threat = "mistake" | "zone";

/** One way in which a store comes back, with what an environment's settings make of it. */
export interface Mechanism {
  readonly title: string;
  readonly against: readonly Threat[];
  /** Newest writes that are lost at most, as Google's page promises. Infinity where nothing comes back. */
  readonly rpoMinutes: number;
  /** Until the store serves again. */
  readonly rtoMinutes: number;
  /** Google gives no time for a restore. Such a figure is ours, for planning, until a drill has confirmed it. */
  readonly rtoFrom: "google" | "planning";
  readonly how: string;
  /** Title of Google's page. */
  readonly source: string;
}
export const dailyBackupMinutes = 24 * 60;

/** Copies in several zones, which Google keeps and switches by itself. */
export const inSeveralZones = (product: string, what: string, place: string): Mechanism => ({
  title: "copies in several zones",
  against: ["zone"],
  rpoMinutes: 0,
  rtoMinutes: 0,
  rtoFrom: "google",
  how: `${product} has ${what} in several zones of ${place} before it confirms a write, and answers from those that are left; nobody does anything.`,
  source: "Architecting disaster recovery for cloud infrastructure outages",
});

/** What nothing brings back. */
export const noRecovery = (how: string, source: string): Mechanism => ({
  title: "nothing",
  against: ["mistake"],
  rpoMinutes: Infinity,
  rtoMinutes: Infinity,
  rtoFrom: "google",
  how,
  source,
});

/** A setting that the environment lacks, and what would be lost at most with it. */
interface Remedy {
  readonly setting: string;
  readonly rpoMinutes: number;
}

/** What keeps data that cannot be made again. */
export interface Store {
  readonly kind: string;
  /** Absent where an environment has one of its kind at most. */
  readonly key?: string;
  /** Where its objective is written. */
  readonly at: Pick<Issue, "file" | "field">;
  /** Undefined where none is declared, which only a disposable environment may leave so. */
  readonly objective: RecoveryObjective | undefined;
  readonly mechanisms: readonly Mechanism[];
  readonly remedies: readonly Remedy[];
}

/** An objective that no file declares, and where it is written. */
export type FixedObjective = Pick<Store, "at" | "objective">;
