import { catalogFile } from "../../contract/issue";
import { servingRegions, type Environment } from "../../contract/environment";
import { inSeveralZones, noRecovery, type Mechanism, type Store } from "../../contract/recovery-mechanism";
import type { QueueEntry } from "./schema";

/** Planning figure in minutes, which a drill must confirm: the decision, one command that seeks, and a check. */
const plannedSeek = 15;

/** Mechanisms of a queue. A protected environment also keeps acknowledged messages. */
function queueMechanisms(
  environment: Pick<Environment, "primaryRegion" | "regions" | "protection">,
  { retentionDays }: QueueEntry,
): Mechanism[] {
  const source = "Replay and purge messages with seek";
  const seek: Mechanism = {
    title: "seek of Pub/Sub",
    against: ["mistake"],
    rpoMinutes: 0,
    rtoMinutes: plannedSeek,
    rtoFrom: "planning",
    how: `Acknowledged messages are kept like the others, for ${retentionDays} days; a seek to a moment delivers again everything published since, so receivers see messages twice.`,
    source,
  };
  const kept = environment.protection === "protected";
  return [
    kept ? seek : noRecovery(`A message is kept until it is acknowledged, for ${retentionDays} days at most.`, source),
    inSeveralZones("Pub/Sub", "each message", servingRegions(environment).join(" or ")),
  ];
}

export const pubsubStores = (environment: Environment): Store[] =>
  Object.entries(environment.queues).map(([key, entry]) => ({
    kind: "Queue",
    key,
    at: { file: catalogFile, field: `queues.${key}.recovery` },
    objective: entry.recovery,
    mechanisms: queueMechanisms(environment, entry),
    remedies: [],
  }));
