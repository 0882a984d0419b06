import { add, pick, remove, type Mutation } from "../support/mutations";
import type { Layers } from "../support/policies";
import type { Attributes } from "../support/synth";

const alert = ({ operations }: Layers, start = "Alert-user-impact_audio"): Attributes =>
  pick(operations, "google_monitoring_alert_policy", start);
const onLogs = (layers: Layers): Attributes => alert(layers, "Alert-failed-revision");
const query = (layers: Layers): Attributes => alert(layers).conditions[0].condition_prometheus_query_language;
const budget = ({ operations }: Layers): Attributes => pick(operations, "google_billing_budget");
const dashboard = ({ operations }: Layers): Attributes => pick(operations, "google_monitoring_dashboard");

/** Mutations of alerts, objectives and dashboards. */
export const monitoringMutations: Mutation[] = [
  [
    "service-observed",
    "a service that no entry declares",
    ({ runtime }) => {
      // One that the load balancer may call without a grant, so that nothing else is missing.
      add(runtime, "google_cloud_run_v2_service", {
        ...pick(runtime, "google_cloud_run_v2_service", "Gateway_"),
        name: "parley",
      });
    },
    [
      /google_cloud_run_v2_service.Added: service-observed: no alert names it/,
      /service-observed: no objective names it/,
      /service-observed: no dashboard names it/,
    ],
  ],
  [
    "alert-actionable",
    "an alert without a runbook",
    (layers) => delete alert(layers).documentation.links,
    [/Alert-user-impact_audio\w*: alert-actionable: links no runbook/],
  ],
  [
    "alert-actionable",
    "an alert without a text",
    (layers) => (alert(layers).documentation.content = ""),
    [/alert-actionable: its documentation has 0 characters; write 1 to 8192/],
  ],
  [
    "alert-actionable",
    "an alert that could be any environment's",
    (layers) => (alert(layers).documentation.subject = "Audio Service - High error ratio"),
    [/alert-actionable: its subject line does not say which environment it is/],
  ],
  [
    "alert-heard",
    "an alert that nobody hears",
    (layers) => (alert(layers).notification_channels = []),
    [/alert-heard: tells nobody/],
  ],
  [
    "alert-heard",
    "a page that Google takes for a warning",
    (layers) => (alert(layers).severity = "WARNING"),
    [/alert-heard: is labelled 'page' but is 'WARNING' to Google/],
  ],
  [
    "alert-one-condition",
    "a second condition in PromQL",
    (layers) => alert(layers).conditions.push(structuredClone(alert(layers).conditions[0])),
    [/Alert-user-impact_audio\w*: alert-one-condition: has 2 conditions/],
  ],
  [
    "alert-one-condition",
    "a second condition on logs",
    (layers) => onLogs(layers).conditions.push(structuredClone(onLogs(layers).conditions[0])),
    [/Alert-failed-revision\w*: alert-one-condition: has 2 conditions/],
  ],
  [
    "alert-one-condition",
    "an alert without a condition",
    (layers) => (alert(layers).conditions = []),
    [/Alert-user-impact_audio\w*: alert-one-condition: has 0 conditions/],
  ],
  [
    "alert-in-promql",
    "a threshold condition",
    (layers) => (alert(layers).conditions = [{ display_name: "x", condition_threshold: { filter: "x" } }]),
    [/alert-in-promql: has a condition that Prometheus cannot test/],
  ],
  [
    "alert-alive",
    "a window of a minute",
    (layers) => (query(layers).query = "sum(rate(x[1m])) > 1 and sum(rate(x[60s])) > 1"),
    [/alert-alive: its window \[1m\] holds one/, /alert-alive: its window \[60s\] holds one/],
  ],
  [
    "alert-alive",
    "a condition on a metric that must exist",
    (layers) => (query(layers).disable_metric_validation = false),
    [/alert-alive: cannot be made before its metrics exist/],
  ],
  [
    "alert-rate",
    "a log alert without a limit",
    (layers) => delete onLogs(layers).alert_strategy.notification_rate_limit,
    [/Alert-failed-revision\w*: alert-rate: tells of every log entry/],
  ],
  [
    "alert-rate",
    "a metric alert with a limit",
    (layers) => (alert(layers).alert_strategy.notification_rate_limit = { period: "300s" }),
    [/alert-rate: limits notifications of a metric/],
  ],
  [
    "budget-of-project",
    "a budget of the whole account",
    (layers) => delete budget(layers).budget_filter.projects,
    [/budget-of-project: counts what is not this project's; set .* \['projects\/100000000003'\]/],
  ],
  [
    "budget-of-project",
    "a threshold in percent",
    (layers) => (budget(layers).threshold_rules[0].threshold_percent = 80),
    [/budget-of-project: warns at 80 times the budget/],
  ],
  [
    "log-metric-of-services",
    "a metric of any log line",
    ({ foundation }) => (pick(foundation, "google_logging_metric").filter = 'jsonPayload.message="x"'),
    [/log-metric-of-services: counts lines of other resources too/],
  ],
  [
    "log-metric-of-services",
    "a metric of errors only",
    ({ foundation }) => {
      const metric = pick(foundation, "google_logging_metric");
      metric.filter = `${String(metric.filter)} AND severity>=ERROR`;
    },
    [/log-metric-of-services: filters on severity/],
  ],
  [
    "dashboard-size",
    "a dashboard with too many widgets",
    (layers) => {
      const made = dashboard(layers);
      const json = JSON.parse(String(made.dashboard_json));
      json.mosaicLayout.tiles = Array(51).fill(json.mosaicLayout.tiles[0]);
      made.dashboard_json = JSON.stringify(json);
    },
    [/dashboard-size: has 51 widgets; an on-call engineer reads 1 to 50/],
  ],
  [
    "service-observed",
    "a service without its objectives",
    ({ operations }) => {
      for (const slo of ["Availability", "Latency"])
        remove(operations, "google_monitoring_slo", `Objectives-gateway_${slo}`);
    },
    [/google_cloud_run_v2_service.Gateway_\S+: service-observed: no objective names it/],
  ],
];
