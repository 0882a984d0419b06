import { audioSessionEnded } from "../../log-contract/audio-session-ended";
import { turnCompleted } from "../../log-contract/turn-completed";
import type { Issue } from "../issue";
import type { Rule } from "./rule";

/**
 * The thresholds of a WebSocket service's objectives are bounds of histogram
 * buckets: turns and sessions are counted from histograms, which separate values
 * only at a bound.
 */
export const objectiveIssues: Rule = ({ environment, at }) =>
  environment.services
    .filter(({ websocket }) => websocket)
    .flatMap(({ slug, objectives: { latency, quality } }): Issue[] => [
      ...boundIssues(
        at(slug, "objectives.latency.milliseconds"),
        latency.milliseconds,
        turnCompleted.metrics.turnLatency.bounds,
      ),
      ...boundIssues(
        at(slug, "objectives.quality.packetLossRatio"),
        quality.packetLossRatio,
        audioSessionEnded.metrics.packetLoss.bounds,
      ),
    ]);

/** The histogram does not distinguish values beyond its last bound, so no threshold may exceed it. */
function boundIssues(where: Pick<Issue, "file" | "field">, value: number, bounds: readonly number[]): Issue[] {
  const tellable = bounds.slice(0, -1);
  if (tellable.includes(value)) return [];
  const nearest = [tellable.filter((bound) => bound < value).at(-1), tellable.find((bound) => bound > value)];
  const message = `${value} is no bound of its histogram's buckets, so nothing could tell good from bad there; write ${nearest.filter((bound) => bound !== undefined).join(" or ")}, or add the bound in log-contract/`;
  return [{ ...where, message }];
}
