import { ofUptimeChecks } from "../../constructs/cloud-logging/logs";
import { requestLog, serviceLogs } from "../../constructs/cloud-run/logs";
import { serviceName } from "../../constructs/cloud-run/names";
import type { Environment, Service } from "../../contract/environment";
import { pushPaths } from "../../contract/queues";
import { websocketConnectionClosed } from "../../log-contract/websocket-connection-closed";
import { userRequests } from "./user-requests";

/** A log-based metric of Cloud Run's request log. */
export interface RequestMetric {
  /** Name after `logging.googleapis.com/user/`. */
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly filter: string;
  /** Map from label to its extractor. */
  readonly labels: Readonly<Record<string, string>>;
  /** Extractor of the value of a distribution, and the exclusive upper bounds of its buckets. @default - the metric counts entries */
  readonly values?: { readonly extractor: string; readonly bounds: readonly number[] };
}

/**
 * How long before its timeout a WebSocket may end and still count as ended by it;
 * seconds. Cloud Run ends it at the timeout, and documents no status for that.
 */
const timeoutMarginSeconds = 10;

/** Reasons for which a service and not its user ends a connection. */
const reasons: readonly (typeof websocketConnectionClosed.schema.shape.reason.options)[number][] = [
  "internal_error",
  "protocol_error",
  "server_restart",
];
const brokenByService = `jsonPayload.reason=(${reasons.map((reason) => `"${reason}"`).join(" OR ")})`;

const secondsBounds = [
  0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20, 30, 60, 120, 300, 900,
];

/** To an extractor the latency of a request is a number of seconds. */
const latency = "EXTRACT(httpRequest.latency)";

/** Filter for requests of users: neither uptime checks nor what Pub/Sub pushes. */
export const userRequestLogs = (environment: Environment): string =>
  [
    requestLog,
    `NOT ${ofUptimeChecks}`,
    ...environment.services
      .filter((service) => pushPaths(service).length > 0)
      .map((service) => `NOT ${toPaths(environment, service, pushPaths(service))}`),
  ].join(" AND ");

/**
 * Filter for what users feel as a failure: a 5xx status, Cloud Run's own 429 (Google,
 * "Troubleshoot Cloud Run issues": no available instance), and a connection that its
 * service broke. A WebSocket that lasted until its timeout did not fail, whatever its
 * status.
 */
export function failedRequestLogs(environment: Environment): string {
  const sockets = environment.services.filter(({ websocket }) => websocket);
  const complete = sockets.map(
    (service) =>
      `NOT (${of(environment, [service])} AND httpRequest.latency>="${service.timeoutSeconds - timeoutMarginSeconds}s")`,
  );
  const status = '(httpRequest.status>=500 OR (httpRequest.status=429 AND textPayload:"no available instance"))';
  const failed = [userRequestLogs(environment), status, ...complete].join(" AND ");
  if (sockets.length === 0) return failed;
  return `(${failed}) OR (resource.type="cloud_run_revision" AND jsonPayload.message="${websocketConnectionClosed.message}" AND ${brokenByService})`;
}

/** Filter with which a person finds a service's failed requests, and what else the service says at that time. */
export function failedLogsOf(environment: Environment, service: Service): string {
  const failed = ["httpRequest.status>=500", "httpRequest.status=429"];
  if (service.websocket) failed.push(brokenByService);
  return `${serviceLogs(environment, service)} AND (${failed.join(" OR ")} OR severity>=ERROR)`;
}

/** Every metric of the request log that the environment needs. */
export function requestMetrics(environment: Environment): RequestMetric[] {
  const { all, failed, latency: took, pathLatency } = userRequests;
  const sockets = environment.services.filter(({ websocket }) => websocket);
  const limited = environment.services.filter(({ pathLatencyP99Milliseconds: paths }) => Object.keys(paths).length > 0);
  return [
    { ...described(all), filter: userRequestLogs(environment), labels: { status: "EXTRACT(httpRequest.status)" } },
    { ...described(failed), filter: failedRequestLogs(environment), labels: {} },
    {
      ...described(took),
      filter: [userRequestLogs(environment), ...(sockets.length === 0 ? [] : [`NOT ${of(environment, sockets)}`])].join(
        " AND ",
      ),
      labels: {},
      values: { extractor: latency, bounds: secondsBounds },
    },
    ...(limited.length === 0
      ? []
      : [
          {
            ...described(pathLatency),
            filter: `${requestLog} AND (${limited.map((service) => toPaths(environment, service, pathsOf(service))).join(" OR ")})`,
            labels: { path: `REGEXP_EXTRACT(httpRequest.requestUrl, "^https?://[^/?#]+(${beginnings(limited)})")` },
            values: { extractor: latency, bounds: secondsBounds },
          },
        ]),
  ];
}

/** Value of the label `path` for a path of the entry: of `/status/*` it is `/status/`. */
export const pathLabel = (path: string): string => path.replace(/\*$/, "");

const described = ({ type, meaning, unit }: { type: string; meaning: string; unit: string }) => ({
  name: type.split("/").at(-1)!,
  description: meaning.replace(/\.$/, ""),
  unit,
});

const pathsOf = ({ pathLatencyP99Milliseconds: paths }: Service): string[] => Object.keys(paths).sort();

/** The longest first, since the first alternative that matches is taken. */
const beginnings = (services: readonly Service[]): string =>
  [...new Set(services.flatMap(pathsOf).map(pathLabel))]
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .map(literal)
    .join("|");

/** Regular expression for the URLs of paths, with any query. It contains no backslash, which a log filter would read as its own escape. */
export const pathUrls = (paths: readonly string[]): string =>
  `^https?://[^/?#]+(${paths.map((path) => (path.endsWith("/*") ? literal(pathLabel(path)) : `${literal(path)}([?]|$)`)).join("|")})`;

/** The dot is the only character of a path with a special meaning. */
const literal = (path: string): string => path.replaceAll(".", "[.]");

/** Condition for requests to some paths of a service. */
const toPaths = (environment: Environment, service: Service, paths: readonly string[]): string =>
  `(${of(environment, [service])} AND httpRequest.requestUrl=~"${pathUrls(paths)}")`;

const of = (environment: Environment, services: readonly Service[]): string =>
  `resource.labels.service_name=(${services.map((service) => `"${serviceName(environment, service)}"`).join(" OR ")})`;
