import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../../contract/environment";
import { alertingPoliciesOf, type AlertingPolicy } from "../../../observability/alerts/alerting-policy";
import { policyQuery } from "../../../observability/alerts/policy-query";
import { quietMinutes, watchedMinutes, type Story } from "./story";

/** Seconds between two evaluations: Cloud Monitoring's, at its own seconds. */
const evaluationSeconds = 60;

/** Policies that promtool can evaluate over two hours: those on log entries it cannot read, and a window of days would hold nothing but the story. */
const evaluated = (environment: Environment): AlertingPolicy[] =>
  alertingPoliciesOf(environment).filter(
    (policy) => policy.alerts[0].conditions[0].language === "promql" && !/\[\d+d\]/.test(policyQuery(policy).query),
  );

/**
 * Writes the files of `promtool test rules`: every policy's own query as a rule, and for
 * each story the exact set of policies that open, with the minute.
 *
 * @returns for each story its test file and the expression that promtool reports if it is not met
 */
export function writeStoryTests(
  environment: Environment,
  stories: readonly Story[],
  directory: string,
): { readonly story: Story; readonly file: string; readonly expression: string }[] {
  const rules = evaluated(environment).map((policy) => {
    const { query, forSeconds } = policyQuery(policy);
    return { alert: policy.id, expr: query, for: `${forSeconds}s` };
  });
  const rulesFile = "stories-rules.json";
  writeFileSync(join(directory, rulesFile), JSON.stringify({ groups: [{ name: "stories", rules }] }));
  return stories.map((story, index) => {
    const file = `story-${index}-test.json`;
    const expression = `${firstMinutes} # ${story.title}`;
    const test = {
      interval: "1m",
      input_series: story.series(environment),
      promql_expr_test: [
        {
          expr: expression,
          eval_time: `${end}m`,
          exp_samples: Object.entries({ ...story.pages, ...story.tickets }).map(([id, minute]) => ({
            labels: `{alertname="${id}"}`,
            value: minute,
          })),
        },
      ],
    };
    const content = { rule_files: [rulesFile], evaluation_interval: `${evaluationSeconds}s`, tests: [test] };
    writeFileSync(join(directory, file), JSON.stringify(content));
    return { story, file, expression };
  });
}

const end = quietMinutes + watchedMinutes;

/** Minute of the story at which each policy first had an open incident. */
const firstMinutes = `min by (alertname) (min_over_time(timestamp(ALERTS{alertstate="firing"})[${end}m:${evaluationSeconds}s])) / 60 - ${quietMinutes}`;
