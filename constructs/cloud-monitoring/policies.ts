import { mostWidgets } from "../../observability/dashboards/dashboard";
import { unmet } from "../../contract/unmet";
import {
  blocksAt,
  ofType,
  onEach,
  resources,
  textsOf,
  type Attributes,
  type Policy,
  type SynthesizedEnvironment,
} from "../../policies/policy";

const alertPolicy = ofType("google_monitoring_alert_policy");

/** Google's severity of a paging alert. */
const wakes = "CRITICAL";

/** Maximum length of a policy's documentation. Google, "AlertPolicy" (Monitoring API). */
const longestContent = 8192;
const promql = (attributes: Attributes): Attributes[] =>
  blocksAt(attributes, "conditions", "condition_prometheus_query_language");

/** Windows of a query that contain fewer than two samples; Google samples every minute. */
const deadWindows = (query: string): string[] =>
  [...query.matchAll(/\[(\d+)(s|m)\]/g)]
    .filter(([, count, unit]) => Number(count) * (unit === "m" ? 60 : 1) < 120)
    .map(([window]) => window);

/** Every Cloud Run service needs an alert, an objective and a dashboard. A service that is added without an entry has none. */
const serviceObserved: Policy = {
  id: "service-observed",
  check: (built) => {
    const watchers = {
      alert: servicesIn(built, "google_monitoring_alert_policy"),
      objective: servicesIn(built, "google_monitoring_slo"),
      dashboard: servicesIn(built, "google_monitoring_dashboard"),
    };
    return resources(built, ofType("google_cloud_run_v2_service")).flatMap((resource) =>
      Object.entries(watchers)
        .filter(([, watched]) => !watched.has(String(resource.attributes.name)))
        .map(([what]) => ({ resource, message: `no ${what} names it; derive one from the service's entry` })),
    );
  },
};

/** Names of the services that filters and queries of a type's resources select; a dashboard's are JSON within a text. */
const servicesIn = (built: SynthesizedEnvironment, type: string): Set<string> =>
  new Set(
    resources(built, ofType(type))
      .flatMap(textsOf)
      .flatMap((text) => [...text.matchAll(/service_name=\\*"([\w-]+)\\*"/g)].map(([, name]) => name!)),
  );

export const cloudMonitoringPolicies: readonly Policy[] = [
  serviceObserved,
  onEach("alert-actionable", alertPolicy, ({ attributes }, { name }) => {
    const [documentation] = blocksAt(attributes, "documentation");
    const textOf = (field: string): string => (typeof documentation?.[field] === "string" ? documentation[field] : "");
    const content = textOf("content");
    const runbook = blocksAt(attributes, "documentation", "links").some(({ url }) =>
      /\/runbooks\/[\w-]+\.md$/.test(String(url)),
    );
    return unmet([
      [runbook, "links no runbook; add one to documentation.links"],
      [
        content.length > 0 && content.length <= longestContent,
        `its documentation has ${content.length} characters; write 1 to ${longestContent}`,
      ],
      [
        textOf("subject").includes(name),
        "its subject line does not say which environment it is; name it in documentation.subject",
      ],
    ]);
  }),
  onEach("alert-heard", alertPolicy, ({ attributes }) => {
    const channels = (attributes.notification_channels ?? []) as string[];
    if (channels.length === 0) return "tells nobody; name channels in notification_channels";
    const labelled = (attributes.user_labels as Attributes | undefined)?.severity;
    return (labelled === "page") === (attributes.severity === wakes)
      ? undefined
      : `is labelled '${String(labelled)}' but is '${String(attributes.severity)}' to Google; '${wakes}' is what pages`;
  }),
  onEach("alert-one-condition", alertPolicy, ({ attributes }) => {
    const count = blocksAt(attributes, "conditions").length;
    return count === 1
      ? undefined
      : `has ${count} conditions; Google takes one in PromQL or on logs, so join them by 'or'`;
  }),
  onEach("alert-in-promql", alertPolicy, ({ attributes }) =>
    ["condition_monitoring_query_language", "condition_threshold", "condition_absent"].some(
      (kind) => blocksAt(attributes, "conditions", kind).length > 0,
    )
      ? "has a condition that Prometheus cannot test; write it as condition_prometheus_query_language"
      : undefined,
  ),
  onEach("alert-alive", alertPolicy, ({ attributes }) =>
    promql(attributes).flatMap(({ query, disable_metric_validation: unchecked }) => [
      ...deadWindows(String(query)).map(
        (window) => `its window ${window} holds one of Google's samples or none; take two minutes or more`,
      ),
      ...unmet([
        [
          unchecked === true,
          "cannot be made before its metrics exist, so the first apply fails; set disable_metric_validation",
        ],
      ]),
    ]),
  ),
  onEach("alert-rate", alertPolicy, ({ attributes }) => {
    const limited = blocksAt(attributes, "alert_strategy", "notification_rate_limit").length > 0;
    const onLogs = blocksAt(attributes, "conditions", "condition_matched_log").length > 0;
    if (limited === onLogs) return undefined;
    return onLogs
      ? "tells of every log entry, which Google refuses; set alert_strategy.notification_rate_limit"
      : "limits notifications of a metric, which Google refuses; remove notification_rate_limit";
  }),
  onEach("budget-of-project", ofType("google_billing_budget"), ({ attributes }, { project }) => {
    const projects = blocksAt(attributes, "budget_filter").flatMap(({ projects: list }) => (list ?? []) as string[]);
    const shares = blocksAt(attributes, "threshold_rules").map(({ threshold_percent: share }) => Number(share));
    return [
      ...unmet([
        [
          projects.length === 1 && projects[0] === `projects/${project.number}`,
          `counts what is not this project's; set budget_filter.projects to ['projects/${project.number}']`,
        ],
      ]),
      ...shares
        .filter((share) => share > 10)
        .map((share) => `warns at ${share} times the budget; threshold_percent is a share: 0.8 is 80 %`),
    ];
  }),
  onEach("log-metric-of-services", ofType("google_logging_metric"), ({ attributes }) => {
    const filter = String(attributes.filter);
    return unmet([
      [
        filter.includes('resource.type="cloud_run_revision"'),
        "counts lines of other resources too; name the resource type in its filter",
      ],
      [
        !/\bseverity\b/.test(filter),
        "filters on severity, which not every logging library writes; filter on the message",
      ],
    ]);
  }),
  onEach("dashboard-size", ofType("google_monitoring_dashboard"), ({ attributes }) => {
    const { mosaicLayout } = JSON.parse(String(attributes.dashboard_json)) as { mosaicLayout?: { tiles?: unknown[] } };
    const widgets = mosaicLayout?.tiles?.length ?? 0;
    return widgets > 0 && widgets <= mostWidgets
      ? undefined
      : `has ${widgets} widgets; an on-call engineer reads 1 to ${mostWidgets}`;
  }),
];
