import type { Environment } from "../../contract/environment";
import { vertexAi } from "./metrics";
import { percent } from "../../observability/percent";
import { increase, rate, series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../cloud-logging/logs";

/** Alert threshold: share of calls that fail, for whatever reason. */
const mostFailed = 0.05;

/** Number of failed calls within five minutes below which the share is not meaningful. */
const fewestFailed = 5;

/** Statuses that are not failures: success, and a caller that went away. */
const ordinary = ["2..", "499"];

/** Alert on model calls that fail: refused for lack of capacity (429), forbidden, unknown to Google, or Vertex AI's own errors; none if no service calls a model. */
export function vertexAiAlerts(environment: Environment): Alert[] {
  if (!environment.services.some(({ calls }) => calls.includes("vertex-ai"))) return [];
  const calls = series(environment, vertexAi.invocations, {});
  const failed = series(environment, vertexAi.invocations, { response_code: `!~${ordinary.join("|")}` });
  return [
    {
      kind: "model-errors",
      subject: { kind: "environment" },
      title: "Model calls fail",
      severity: "page",
      conditions: [
        {
          language: "promql",
          title: `more than ${percent(mostFailed)} of calls fail`,
          value: `${rate(failed, 300)} / ${rate(calls, 300)}`,
          comparison: ">",
          threshold: mostFailed,
          guards: [`${increase(failed, 300)} >= ${fewestFailed}`],
          forSeconds: 300,
        },
      ],
      meaning: `More than ${percent(mostFailed)} of the calls to models have failed for 5 minutes, and conversations stop. 429: there is no quota or no capacity; 403 and 404: a right or the model is missing; 5xx: Vertex AI has a problem.`,
      logs: `${auditLog(environment, "data_access")} AND protoPayload.serviceName="aiplatform.googleapis.com" AND severity>=ERROR`,
    },
  ];
}
