import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment, Service } from "../../../contract/environment";
import { distribution, type Spread } from "../distribution";
import type { InputSeries, Proof, Scenario } from "../scenario";
import { serviceOf } from "../service-of";

const requestsOf = (name: string): [metric: string, labels: string] => [
  "run_googleapis_com:request_latencies",
  `service_name="${name}",location="us-central1",response_code="200",response_code_class="2xx"`,
];

const behindLoadBalancer = (backend: string, rule: string): [metric: string, labels: string] => [
  "loadbalancing_googleapis_com:https_backend_latencies",
  `backend_target_name="${backend}",matched_url_path_rule="${rule}",response_code="200",response_code_class="200",cache_result="DISABLED"`,
];

/** Series that the alert measures: turns of conversations, requests at the load balancer, or all requests. */
function answers(environment: Environment, service: Service, limit: number, spread: Spread): InputSeries[] {
  const name = serviceName(environment, service);
  const turns = `monitored_resource="cloud_run_revision",service_name="${name}",location="us-central1"`;
  if (service.websocket) return distribution("logging_googleapis_com:user_turn_latency", turns, limit, spread);
  if (takesJobs(service))
    return distribution(
      ...behindLoadBalancer(`${environment.namePrefix}-${service.slug}-backend`, "UNMATCHED"),
      limit,
      spread,
    );
  return distribution(...requestsOf(name), limit, spread);
}

/** Whether Pub/Sub pushes jobs to the service in addition to the load balancer's requests. */
const takesJobs = ({ queues, route }: Service): boolean =>
  route !== undefined && Object.values(queues).some((pathOrPull) => pathOrPull !== "pull");

/** Connections and jobs that regularly take ten minutes; none for a service whose every request is measured. */
function longRequests(environment: Environment, service: Service): InputSeries[] {
  if (!service.websocket && !takesJobs(service)) return [];
  return distribution(...requestsOf(serviceName(environment, service)), 600_000, { below: 0, near: 500, beyond: 500 });
}

interface Spreads {
  readonly slow: Spread;
  readonly fast: Spread;
  /** Only slow answers, but too few of them. */
  readonly few: Spread;
}

/** 6 or 4 of 100 beyond the limit, and fewer than 20 answers within six minutes. */
const percentile95: Spreads = {
  slow: { below: 94, near: 0, beyond: 6 },
  fast: { below: 80, near: 16, beyond: 4 },
  few: { below: 0, near: 0, beyond: 3 },
};

/** 4 or 1 of 200 beyond the limit, and fewer than 100 answers within six minutes. */
const percentile99: Spreads = {
  slow: { below: 196, near: 0, beyond: 4 },
  fast: { below: 178, near: 21, beyond: 1 },
  few: { below: 0, near: 0, beyond: 16 },
};

function scenarios(environment: Environment, service: Service, limit: number, spreads: Spreads): Scenario[] {
  const { slow, fast, few } = spreads;
  return [
    {
      title: `${slow.beyond} of ${slow.below + slow.beyond} a minute take longer than ${limit} ms`,
      series: answers(environment, service, limit, slow),
      opensAtMinute: 6,
    },
    {
      title: `${fast.beyond} of ${fast.below + fast.near + fast.beyond} take longer, beside requests that are not judged`,
      series: [...answers(environment, service, limit, fast), ...longRequests(environment, service)],
    },
    { title: `all take longer, ${few.beyond} a minute`, series: answers(environment, service, limit, few) },
  ];
}

/** Scenarios of one path, in both forms in which the load balancer may label it. */
function ofPath(backend: string, path: string, limit: number): Scenario[] {
  const spread = (rule: string, one: Spread): InputSeries[] =>
    distribution(...behindLoadBalancer(backend, rule), limit, one, 40);
  const { slow, fast } = percentile99;
  const folder = path.replace(/\*$/, "");
  const opening = [...new Set([path, folder])].map((rule) => ({
    title: `4 of 200 requests a minute for ${rule} take longer than ${limit} ms`,
    series: spread(rule, slow),
    opensAtMinute: 6,
  }));
  return [
    ...opening,
    {
      title: `1 of 200 for ${path} takes longer, and those for other paths do`,
      series: [
        ...spread(path, fast),
        ...spread(`${path}/other`, slow),
        ...spread("UNMATCHED", slow),
        ...(folder === path ? [] : spread(folder.replace(/\/$/, ""), slow)),
      ],
    },
    {
      title: `all for ${path} take longer, 90 in half an hour`,
      series: spread(path, { below: 0, near: 0, beyond: 3 }),
    },
  ];
}

export const latencyProofs: readonly Proof[] = [
  {
    kind: "latency-p95",
    scenarios: (environment, alert) => {
      const service = serviceOf(alert);
      return scenarios(environment, service, service.latencyP95Milliseconds, percentile95);
    },
  },
  {
    kind: "latency-p99",
    scenarios: (environment, alert) => {
      const service = serviceOf(alert);
      const limit = service.latencyP99Milliseconds ?? 2 * service.latencyP95Milliseconds;
      return scenarios(environment, service, limit, percentile99);
    },
  },
  {
    kind: "path-latency-p99",
    scenarios: ({ namePrefix }, alert) => {
      const { slug, pathLatencyP99Milliseconds: limits } = serviceOf(alert);
      const path = alert.detail ?? "";
      return ofPath(`${namePrefix}-${slug}-backend`, path, limits[path]!);
    },
  },
];
