import type { Environment } from "../../contract/environment";
import { vertexAi } from "./metrics";
import { percent } from "../../observability/percent";
import { increase, rate, series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../cloud-logging/logs";

/** Alert threshold: share of calls that are answered with 429. */
const mostThrottled = 0.05;

/** Number of calls within five minutes below which the share is not meaningful. */
const fewestCalls = 10;

/** Alert on model calls that Vertex AI refuses for lack of capacity; none if no service calls a model. */
export function vertexAiAlerts(environment: Environment): Alert[] {
  if (!environment.services.some(({ calls }) => calls.includes("vertex-ai"))) return [];
  const calls = series(vertexAi.invocations, {});
  const throttled = series(vertexAi.invocations, { response_code: "429" });
  return [
    {
      kind: "model-throttled",
      subject: { kind: "environment" },
      title: "Model calls are throttled",
      severity: "page",
      conditions: [
        {
          language: "promql",
          title: `more than ${percent(mostThrottled)} of calls are answered 429`,
          value: `${rate(throttled, 300)} / ${rate(calls, 300)}`,
          comparison: ">",
          threshold: mostThrottled,
          guards: [`${increase(calls, 300)} >= ${fewestCalls}`],
          forSeconds: 300,
        },
      ],
      meaning: `More than ${percent(mostThrottled)} of the calls to models have been answered 429 for 5 minutes: there is no quota or no capacity, and conversations stop.`,
      // RESOURCE_EXHAUSTED
      logs: `${auditLog(environment, "data_access")} AND protoPayload.serviceName="aiplatform.googleapis.com" AND protoPayload.status.code=8`,
    },
  ];
}
