import type { Issue } from "../../contract/issue";
import { formatList } from "../../contract/rules/helpers";
import type { Rule } from "../../contract/rules/rule";

/** Each conversation of a WebSocket service that speaks to a model holds a session of the Live API, of which a project has so many. */
export const modelIssues: Rule = ({ environment: { services, vertex }, file }) => {
  const live = services.filter(({ websocket, calls }) => websocket && calls.includes("vertex-ai"));
  const sessions = live.reduce((sum, { peakSessions = 0 }) => sum + peakSessions, 0);
  if (sessions <= vertex.liveSessions) return [];
  const issue: Issue = {
    file,
    field: "vertex.liveSessions",
    message: `${vertex.liveSessions} sessions are fewer than the ${sessions} that peakSessions of ${formatList(live.map(({ key }) => `'${key}'`))} ask for; buy provisioned throughput and raise it to ${sessions}, or lower peakSessions`,
  };
  return [issue];
};
