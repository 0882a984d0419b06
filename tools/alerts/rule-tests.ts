import { promqlQuery, type PromqlCondition } from "../../observability/alerts/alert";
import type { Case } from "./cases";
import { mutations } from "./mutations";
import { lastMinute, type Scenario } from "./scenario";

/**
 * Seconds between two evaluations. Cloud Monitoring evaluates once a minute, at an
 * arbitrary second. An expression that is true only at a sample and not between two
 * samples would never open an alert there; the same must hold here.
 */
const evaluationSeconds = 20;

/** Minutes of silence that are tested beyond the condition's own duration. */
const silentMinutes = 10;

/** A condition, original or mutated, as a Prometheus alerting rule. */
export interface Rule {
  /** The mutation. @default - none: the original condition */
  readonly mutation?: string;
  /** Expectations per scenario, as the expressions that promtool reports when they are not met. */
  readonly expectations: readonly { readonly scenario: Scenario; readonly expressions: readonly string[] }[];
}

export interface RuleTests {
  readonly rules: readonly Rule[];
  /** Content of the rules file. promtool reads JSON, which is valid YAML. */
  readonly rulesFile: string;
  /** Content of the input file of `promtool test rules`. */
  readonly testFile: string;
}

/** The rules of a case, original and mutated, with the same scenarios for all. */
export function ruleTests({ name, condition, scenarios, isMutated }: Case, rulesPath: string): RuleTests {
  const written = { alert: name, query: promqlQuery(condition), forSeconds: condition.forSeconds };
  const mutated = isMutated ? mutatedRules(name, condition) : [];
  const tests = (alert: string): ExpressionTest[][] =>
    scenarios.map((scenario) => expressionTests(alert, scenario, condition.forSeconds));
  return {
    rules: [written, ...mutated].map(({ alert, ...rule }) => ({
      ...("change" in rule ? { mutation: rule.change } : {}),
      expectations: tests(alert).map((expected, index) => ({
        scenario: scenarios[index]!,
        expressions: [...new Set(expected.map(({ expr }) => expr))],
      })),
    })),
    rulesFile: JSON.stringify({
      groups: [
        {
          name,
          rules: [
            alertingRule(written),
            ...Object.entries(isMutated ? recordings(condition) : {}).map(([record, expr]) => ({ record, expr })),
            ...mutated.map(alertingRule),
          ],
        },
      ],
    }),
    testFile: JSON.stringify({
      rule_files: [rulesPath],
      evaluation_interval: `${evaluationSeconds}s`,
      tests: scenarios.map(({ series }, index) => ({
        interval: "1m",
        input_series: series,
        promql_expr_test: [written, ...mutated].flatMap(({ alert }) => tests(alert)[index]!),
      })),
    }),
  };
}

interface AlertingRule {
  readonly alert: string;
  readonly query: string;
  readonly forSeconds: number;
}

const alertingRule = ({ alert, query, forSeconds }: AlertingRule): object => ({
  alert,
  expr: query,
  for: `${forSeconds}s`,
});

/**
 * Recording rules for the expressions that all mutations of a condition share, so that
 * each is evaluated once: windows of hours take most of the time.
 */
const recordings = (condition: PromqlCondition): Record<string, string> => ({
  value: condition.value,
  ...Object.fromEntries((condition.guards ?? []).map((guard, index) => [`guard_${index}`, guard])),
});

function mutatedRules(name: string, condition: PromqlCondition): (AlertingRule & { readonly change: string })[] {
  const [value, ...guards] = Object.keys(recordings(condition));
  const rules = mutations({ ...condition, value: value!, guards });
  return mutations(condition).map(({ change }, index) => ({
    alert: `${name}, ${rules[index]!.change}`,
    change,
    query: promqlQuery(rules[index]!.condition),
    forSeconds: rules[index]!.condition.forSeconds,
  }));
}

interface ExpressionTest {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}

/**
 * promtool tests for one scenario of a rule. They query the series that Prometheus
 * records for its alerts, so the labels of a result do not matter, while each result
 * still has its own duration.
 */
function expressionTests(alert: string, scenario: Scenario, forSeconds: number): ExpressionTest[] {
  const { title, series, opensAtMinute } = scenario;
  const firing = `ALERTS{alertname=${JSON.stringify(alert)},alertstate="firing"}`;
  const never = (minutes: number, seconds: number): ExpressionTest => ({
    expr: `group by (alertname) (count_over_time(${firing}[${minutes + 1}m])) # ${title}`,
    eval_time: `${minutes * 60 + seconds}s`,
    exp_samples: [],
  });
  if (opensAtMinute === undefined) {
    const end = series.length === 0 ? Math.ceil(forSeconds / 60) + silentMinutes : lastMinute(series);
    return [never(end, 2 * evaluationSeconds)];
  }
  const open = [0, 1, 2].map((steps) => ({
    expr: `group by (alertname) (${firing}) # ${title}`,
    eval_time: `${opensAtMinute * 60 + steps * evaluationSeconds}s`,
    exp_samples: [{ labels: `{alertname=${JSON.stringify(alert)}}`, value: 1 }],
  }));
  return [never(opensAtMinute - 1, 0), ...open];
}
