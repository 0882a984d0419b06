import type { Issue } from "../../contract/issue";
import { formatList } from "../../contract/format-list";
import type { Rule } from "../../contract/rules/rule";

/** Each conversation of a WebSocket service that calls a model uses one Live API session, and a project has a limited number (`vertex.liveSessions`). */
export const vertexAiIssues: Rule = ({ environment: { services, vertex }, file }) => {
  const live = services.filter(({ websocket, calls }) => websocket && calls.includes("vertex-ai"));
  const sessions = live.reduce((sum, { peakSessions = 0 }) => sum + peakSessions, 0);
  if (sessions <= vertex.liveSessions) return [];
  const issue: Issue = {
    file,
    field: "vertex.liveSessions",
    message: `${vertex.liveSessions} sessions are fewer than the ${sessions} that peakSessions of ${formatList(live.map(({ slug }) => `'${slug}'`))} ask for; buy provisioned throughput and raise it to ${sessions}, or lower peakSessions`,
  };
  return [issue];
};
