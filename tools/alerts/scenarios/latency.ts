import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment, Service } from "../../../contract/environment";
import { distribution, type Spread } from "../distribution";
import type { InputSeries, Proof, Scenario } from "../scenario";
import { serviceOf } from "../service-of";

/** Turns of conversations in milliseconds, or requests of users in seconds. */
function answers(environment: Environment, service: Service, limit: number, spread: Spread): InputSeries[] {
  const labels = `monitored_resource="cloud_run_revision",service_name="${serviceName(environment, service)}",location="us-central1"`;
  return service.websocket
    ? distribution("logging_googleapis_com:user_turn_latency", labels, limit, spread)
    : distribution("logging_googleapis_com:user_request_latency", labels, limit / 1000, spread);
}

interface Spreads {
  readonly slow: Spread;
  readonly fast: Spread;
  /** Only slow answers, but too few of them. */
  readonly few: Spread;
}

/** 6 or 4 of 100 beyond the limit, and 4 within five minutes. */
const percentile95: Spreads = {
  slow: { below: 94, near: 0, beyond: 6 },
  fast: { below: 80, near: 16, beyond: 4 },
  few: { below: 0, near: 0, beyond: 0.8 },
};

/** 8 of 400 or 10 of 2000 beyond the limit, and 4 within five minutes. */
const percentile99: Spreads = {
  slow: { below: 392, near: 0, beyond: 8 },
  fast: { below: 1780, near: 210, beyond: 10 },
  few: { below: 0, near: 0, beyond: 0.8 },
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
      title: `${fast.beyond} of ${fast.below + fast.near + fast.beyond} take longer`,
      series: answers(environment, service, limit, fast),
    },
    { title: `all take longer, ${few.beyond} a minute`, series: answers(environment, service, limit, few) },
  ];
}

/** Scenarios of one path of a service. */
function ofPath(name: string, path: string, limit: number): Scenario[] {
  const spread = (of: string, one: Spread): InputSeries[] =>
    distribution(
      "logging_googleapis_com:user_path_latency",
      `monitored_resource="cloud_run_revision",service_name="${name}",location="us-central1",path="${of}"`,
      limit / 1000,
      one,
      40,
    );
  const { slow, fast } = percentile99;
  const folder = path.replace(/\*$/, "");
  return [
    {
      title: `8 of 400 requests a minute for ${path} take longer than ${limit} ms`,
      series: spread(folder, slow),
      opensAtMinute: 6,
    },
    {
      title: `10 of 2000 for ${path} takes longer, and those for another path do`,
      series: [...spread(folder, fast), ...spread(`${folder}other`, slow)],
    },
    { title: `4 for ${path} in half an hour, all slow`, series: spread(folder, { below: 0, near: 0, beyond: 0.13 }) },
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
    scenarios: (environment, alert) => {
      const service = serviceOf(alert);
      const path = alert.detail ?? "";
      return ofPath(serviceName(environment, service), path, service.pathLatencyP99Milliseconds[path]!);
    },
  },
];
