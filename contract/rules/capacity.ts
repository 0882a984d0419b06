import { servingRegions } from "../environment";
import type { Issue } from "../issue";
import { maxInstances } from "../service-entry";
import type { Rule } from "./rule";

/**
 * Instances carry the peak: all regions together, and where the environment is
 * protected and serves from several, also with any one of them lost. Every
 * region has the same scale, so which one is lost makes no difference.
 */
export const capacityIssues: Rule = ({ environment, at }) =>
  environment.services.flatMap((service): Issue[] => {
    const { key, scale, concurrency, peakSessions, websocket } = service;
    if (service.external !== undefined) return [];
    const issues: Issue[] = [];
    if (scale.min > scale.max) {
      issues.push({
        ...at(key, "scale.min"),
        message: `min ${scale.min} is above max ${scale.max}; ${scale.min <= maxInstances ? `raise max to ${scale.min} or ` : ""}lower min to ${scale.max}`,
      });
    }
    if (peakSessions === undefined) {
      if (websocket) {
        issues.push({
          ...at(key, "peakSessions"),
          message: "is missing; a WebSocket service says how many connections are open at its peak",
        });
      }
      return issues;
    }
    const regions = servingRegions(environment);
    const losable = environment.protection === "protected" && regions.length > 1;
    const serving = losable ? regions.length - 1 : regions.length;
    const carried = serving * scale.max * concurrency;
    // Another rule refuses a concurrency of 0, and dividing by it gives no fix.
    if (carried < peakSessions && concurrency >= 1) {
      const where = losable
        ? ` in ${serving} of ${regions.length} regions, one being lost,`
        : regions.length > 1
          ? ` in ${serving} regions`
          : "";
      const needed = Math.ceil(peakSessions / (serving * concurrency));
      issues.push({
        ...at(key, "scale.max"),
        message:
          `${scale.max} instances x ${concurrency} connections${where} carry ${carried} sessions, fewer than the ${peakSessions} ` +
          `that peakSessions asks for; ${needed <= maxInstances ? `raise max to ${needed}` : `raise concurrency or serve from more regions, since ${needed} instances are more than ${maxInstances}`}`,
      });
    }
    return issues;
  });
