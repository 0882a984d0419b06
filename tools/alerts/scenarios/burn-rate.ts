import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment, Service } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof, Scenario } from "../scenario";
import { serviceOf } from "../service-of";

/** Burn rates over 30 days: 2 % of the budget in an hour is a burn rate of 14.4, 5 % in 6 hours is 6, 10 % in 3 days is 1. */
const fast: readonly Burn[] = [
  { pace: 14.4, longMinutes: 60, shortMinutes: 5, heldMinutes: 2 },
  { pace: 6, longMinutes: 360, shortMinutes: 30, heldMinutes: 2 },
];
const slow: readonly Burn[] = [{ pace: 1, longMinutes: 4320, shortMinutes: 360, heldMinutes: 0 }];

interface Burn {
  readonly pace: number;
  readonly longMinutes: number;
  readonly shortMinutes: number;
  /** How long it must last, as for every sign of a page. */
  readonly heldMinutes: number;
}

/** A phase of constant traffic. */
interface Phase {
  readonly minutes: number;
  /** Minutes between two samples: Google writes none without events. */
  readonly sampledEvery?: number;
  readonly eventsPerMinute: number;
  readonly badShare: number;
}

export const burnRateProofs: readonly Proof[] = [
  { kind: "error-budget-fast-burn", scenarios: (environment, alert) => scenarios(environment, alert, fast) },
  { kind: "error-budget-slow-burn", scenarios: (environment, alert) => scenarios(environment, alert, slow) },
];

const scenarios = (environment: Environment, alert: Alert, burns: readonly Burn[]): Scenario[] =>
  burns.flatMap((burn, condition) => ofCondition(environment, alert, burn).map((one) => ({ ...one, condition })));

function ofCondition(
  environment: Environment,
  alert: Alert,
  { pace, longMinutes, shortMinutes, heldMinutes }: Burn,
): Scenario[] {
  const service = serviceOf(alert);
  // With a burn rate below 1 the objective is met, so a shorter period does not lower it further.
  const share = Math.max(1, (pace * service.objectives.periodDays) / 30) * (1 - goalOf(service, alert));
  const given = (...phases: Phase[]): readonly InputSeries[] => seriesOf(environment, alert, phases);
  const history = Math.min(11 * shortMinutes, 60);
  const heavy = (100 * 11 * shortMinutes) / history;
  const quiet = 10 * Math.ceil((1.1 * shortMinutes) / 10) + 10;
  // A sample every minute over hours would take longer to test than everything else.
  const sampledEvery = shortMinutes > 60 ? 10 : 1;
  return [
    {
      title: `5 % more bad ones than ${shown(share)} from the start; the fifth comes in minute 10`,
      series: given({ minutes: 15, eventsPerMinute: 5 / (9.5 * 1.05 * share), badShare: 1.05 * share }),
      opensAtMinute: 10 + heldMinutes,
    },
    {
      title: `5 % fewer bad ones than ${shown(share)}, throughout`,
      series: given({ minutes: 15, eventsPerMinute: 5 / share, badShare: 0.95 * share }),
    },
    {
      title: `the last ${shortMinutes} minutes burn, which leaves the whole 7 % short of ${shown(share)}`,
      series: given(
        // 11 x 0.91 + 1 x 1.15 = 12 x 0.93.
        { minutes: history, eventsPerMinute: heavy, badShare: 0.91 * share },
        { minutes: shortMinutes, eventsPerMinute: 100, badShare: 1.15 * share, sampledEvery },
      ),
    },
    {
      title: "all of 4 are bad",
      series: given({ minutes: 15, eventsPerMinute: 4 / 15, badShare: 1 }),
    },
    {
      title: `4 were bad more than ${shortMinutes} minutes ago; with a fifth there are far fewer bad ones than ${shown(share)}`,
      series: given(
        { minutes: 10, eventsPerMinute: 0.44, badShare: 1 },
        // With fewer samples the extrapolation of a rate would count more events than happened.
        { minutes: quiet, eventsPerMinute: 0, badShare: 0, sampledEvery: Math.min(sampledEvery, 2) },
        { minutes: 10, eventsPerMinute: 1 / (6 * share), badShare: 0.6 * share },
      ),
    },
    ...(longMinutes > 60
      ? []
      : [
          {
            title: `a rush of good ones hides the burn until it is ${longMinutes} minutes ago`,
            series: given(
              { minutes: 10, eventsPerMinute: 100 * longMinutes, badShare: 0 },
              { minutes: longMinutes + 5, eventsPerMinute: 100, badShare: 1.1 * share },
            ),
            opensAtMinute: 10 + longMinutes + heldMinutes,
          },
        ]),
  ];
}

function goalOf({ objectives }: Service, { aspect }: Alert): number {
  if (aspect === "availability") return objectives.availability;
  return aspect === "latency" ? objectives.latency.goal : objectives.quality.goal;
}

/** Series that Google sends for a service's events while some are bad. */
function seriesOf(environment: Environment, alert: Alert, phases: readonly Phase[]): InputSeries[] {
  const service = serviceOf(alert);
  const name = serviceName(environment, service);
  const { latency, quality } = service.objectives;
  if (alert.aspect === "availability")
    return [
      requests("requests", name, ',status="200"', counter(phases, good)),
      requests("requests", name, ',status="503"', counter(phases, bad)),
      requests("failed_requests", name, "", counter(phases, bad)),
    ];
  const logged = `monitored_resource="cloud_run_revision",service_name="${name}"`;
  if (alert.aspect === "quality")
    return distribution("logging_googleapis_com:user_audio_packet_loss", logged, quality.packetLossRatio, phases);
  if (service.websocket)
    return distribution("logging_googleapis_com:user_turn_latency", logged, latency.milliseconds, phases);
  return distribution("logging_googleapis_com:user_request_latency", logged, latency.milliseconds / 1000, phases);
}

const requests = (metric: string, name: string, status: string, values: string): InputSeries => ({
  series: `logging_googleapis_com:user_${metric}{monitored_resource="cloud_run_revision",service_name="${name}",location="us-central1"${status}}`,
  values,
});

/** Series of a distribution: good values are in the bucket that ends at the threshold, bad ones in the next. */
function distribution(metric: string, labels: string, threshold: number, phases: readonly Phase[]): InputSeries[] {
  const upTo: [le: string, events: (phase: Phase) => number][] = [
    [plain(0.75 * threshold), () => 0],
    [plain(threshold), good],
    [plain(1.5 * threshold), all],
    ["+Inf", all],
  ];
  return [
    ...upTo.map(([le, events]) => ({
      series: `${metric}_bucket{${labels},le="${le}"}`,
      values: counter(phases, events),
    })),
    { series: `${metric}_count{${labels}}`, values: counter(phases, all) },
  ];
}

const all = ({ eventsPerMinute }: Phase): number => eventsPerMinute;
const bad = ({ eventsPerMinute, badShare }: Phase): number => eventsPerMinute * badShare;
const good = ({ eventsPerMinute, badShare }: Phase): number => eventsPerMinute * (1 - badShare);

/** Values of a counter that starts at 0 and grows evenly within each phase. Each value is written out, since promtool's rounding could decrease a sum, which it would read as a counter reset. */
function counter(phases: readonly Phase[], perMinute: (phase: Phase) => number): string {
  let total = 0;
  const samples = phases.flatMap((phase) => {
    const { minutes, sampledEvery = 1 } = phase;
    const [start, step] = [total, perMinute(phase) * sampledEvery];
    const none = sampledEvery === 1 ? "" : `_x${sampledEvery - 1} `;
    total += perMinute(phase) * minutes;
    return Array.from(
      { length: minutes / sampledEvery },
      (_, sample) => `${none}${plain(start + step * (sample + 1))}`,
    );
  });
  return ["0", ...samples].join(" ");
}

const plain = (value: number): string => String(Number(value.toFixed(6)));
const shown = (share: number): string => `${plain(100 * share)} %`;
