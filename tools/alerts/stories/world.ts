import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment, Service } from "../../../contract/environment";
import { inProject, type InputSeries } from "../scenario";
import { quietMinutes, watchedMinutes } from "./story";

/** A value by minute; minute 0 is the beginning of the story, and before it lies an ordinary hour. */
type ByMinute = (minute: number) => number;

/** What a service and its users do, each minute. */
interface ServiceMinute {
  /** Requests, or connections, that end. */
  readonly requests: ByMinute;
  /** Share of these that fail: a 5xx status, no free instance, or broken by the service. */
  readonly failing: ByMinute;
  /** Requests that ask for what is not there (4xx), which are no failures. */
  readonly refused: ByMinute;
  /** Share of requests, or turns, that take ten times as long as the limits allow. */
  readonly slow: ByMinute;
  /** Of a WebSocket service: share of sessions that lose ten times the packets that they may. */
  readonly lossy: ByMinute;
  /** Of a WebSocket service: sessions that start, and turns that are answered. */
  readonly sessions: ByMinute;
  readonly turns: ByMinute;
  readonly instances: ByMinute;
  /** Instances that start. */
  readonly starts: ByMinute;
  /** Share of instances whose probes fail. */
  readonly unhealthy: ByMinute;
  /** Of three places in the world from which the uptime check is made, how many get no answer. */
  readonly unreachableFrom: ByMinute;
  readonly certificateDays: ByMinute;
}

/** What is not a service's. */
interface PlatformMinute {
  /** Calls of the model that end, and the share of them that fails. */
  readonly modelCalls: ByMinute;
  readonly modelFailing: ByMinute;
  /** 1 while the database answers. */
  readonly database: ByMinute;
  /** Messages that wait, and the age of the oldest in seconds. */
  readonly waiting: ByMinute;
  readonly oldestSeconds: ByMinute;
}

/** What differs from an ordinary day, by service. */
interface Happening {
  readonly services?: Readonly<Record<string, Partial<ServiceMinute>>>;
  /** What differs for every service; a service's own entry comes first. */
  readonly everyService?: Partial<ServiceMinute>;
  readonly platform?: Partial<PlatformMinute>;
}

/** A value that holds from the beginning of the story on, after another one. */
export const from =
  (value: number, before = 0): ByMinute =>
  (minute) =>
    minute >= 0 ? value : before;

/** A value that holds for some minutes of the story only. */
export const during =
  (minutes: number, value: number, otherwise = 0): ByMinute =>
  (minute) =>
    minute >= 0 && minute < minutes ? value : otherwise;

const always =
  (value: number): ByMinute =>
  () =>
    value;

const ordinary = ({ websocket, scale }: Service): ServiceMinute => ({
  requests: always(websocket ? 10 : 60),
  failing: always(0.001),
  refused: always(1),
  slow: always(0.001),
  lossy: always(0.001),
  sessions: always(websocket ? 10 : 0),
  turns: always(websocket ? 60 : 0),
  instances: always(Math.max(1, scale.min)),
  starts: always(0.1),
  unhealthy: always(0),
  unreachableFrom: always(0),
  certificateDays: always(60),
});

const ordinaryPlatform: PlatformMinute = {
  modelCalls: always(150),
  modelFailing: always(0.002),
  database: always(1),
  waiting: always(2),
  oldestSeconds: always(20),
};

/** Every series that Google has of an environment in which this happens, among ordinary use. */
export function world(environment: Environment, { services = {}, everyService, platform }: Happening): InputSeries[] {
  return [
    ...environment.services.flatMap((service) =>
      ofService(environment, service, { ...ordinary(service), ...everyService, ...services[service.slug] }),
    ),
    ...ofPlatform(environment, { ...ordinaryPlatform, ...platform }),
  ].map((series) => inProject(series, environment.project.id));
}

const minutes = Array.from({ length: quietMinutes + watchedMinutes + 1 }, (_, index) => index - quietMinutes);
const shown = (value: number): string => String(Number(value.toFixed(4)));
const gauge = (series: string, value: ByMinute): InputSeries => ({
  series,
  values: minutes.map((minute) => shown(value(minute))).join(" "),
});

/** A counter of events a minute. */
function counter(series: string, perMinute: ByMinute): InputSeries {
  let total = 0;
  return { series, values: minutes.map((minute) => shown((total += perMinute(minute)))).join(" ") };
}

function ofService(environment: Environment, service: Service, its: ServiceMinute): InputSeries[] {
  const revision = `monitored_resource="cloud_run_revision",service_name="${serviceName(environment, service)}",location="us-central1"`;
  const logged = (metric: string, more: string, perMinute: ByMinute): InputSeries =>
    counter(`logging_googleapis_com:user_${metric}{${revision}${more}}`, perMinute);
  const failed: ByMinute = (minute) => its.requests(minute) * its.failing(minute);
  const good: ByMinute = (minute) => its.requests(minute) - failed(minute);
  const checked = `monitored_resource="uptime_url",check_id="uptime-check:${service.slug}"`;
  return [
    logged("requests", `,status="${service.websocket ? 101 : 200}"`, good),
    logged("requests", ',status="404"', its.refused),
    logged("requests", ',status="500"', failed),
    logged("failed_requests", "", failed),
    ...(service.websocket
      ? [
          logged("audio_sessions_started", "", its.sessions),
          logged("websocket_closes", ',reason="client_closed"', good),
          logged("websocket_closes", ',reason="internal_error"', failed),
          ...distribution(`logging_googleapis_com:user_turn_latency`, revision, 1000, its.turns, its.slow),
          ...distribution(`logging_googleapis_com:user_audio_packet_loss`, revision, 0.05, its.sessions, its.lossy),
        ]
      : distribution(
          "logging_googleapis_com:user_request_latency",
          revision,
          service.objectives.latency.milliseconds / 1000,
          its.requests,
          its.slow,
        )),
    gauge(`run_googleapis_com:container_instance_count{${revision},revision_name="r",state="active"}`, its.instances),
    counter(`run_googleapis_com:container_startup_latencies_count{${revision}}`, its.starts),
    ...[true, false].map((healthy) =>
      counter(
        `run_googleapis_com:container_completed_probe_count{${revision},probe_type="HTTP",is_healthy="${healthy}"}`,
        (minute) => 6 * its.instances(minute) * (healthy ? 1 - its.unhealthy(minute) : its.unhealthy(minute)),
      ),
    ),
    ...(service.route === undefined
      ? []
      : [
          ...["usa", "eur", "apac"].map((place, index) =>
            gauge(
              `monitoring_googleapis_com:uptime_check_check_passed{${checked},checker_location="${place}"}`,
              (minute) => (index < its.unreachableFrom(minute) ? 0 : 1),
            ),
          ),
          gauge(`monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires{${checked}}`, its.certificateDays),
        ]),
  ];
}

/** Values below a limit, and some at ten times of it. */
function distribution(metric: string, labels: string, limit: number, all: ByMinute, beyond: ByMinute): InputSeries[] {
  const below: ByMinute = (minute) => all(minute) * (1 - beyond(minute));
  return [
    counter(`${metric}_bucket{${labels},le="${shown(limit / 2)}"}`, below),
    counter(`${metric}_bucket{${labels},le="${shown(limit * 10)}"}`, all),
    counter(`${metric}_bucket{${labels},le="+Inf"}`, all),
    counter(`${metric}_count{${labels}}`, all),
  ];
}

function ofPlatform({ project, namePrefix, cloudSql }: Environment, its: PlatformMinute): InputSeries[] {
  const model = (status: number, perMinute: ByMinute): InputSeries =>
    counter(
      `aiplatform_googleapis_com:publisher_online_serving_model_invocation_count{publisher="google",location="us-central1",response_code="${status}"}`,
      perMinute,
    );
  const failed: ByMinute = (minute) => its.modelCalls(minute) * its.modelFailing(minute);
  const database = `database_id="${project.id}:${namePrefix}-postgres-${cloudSql?.generation ?? 1}"`;
  return [
    model(200, (minute) => its.modelCalls(minute) - failed(minute)),
    model(403, failed),
    gauge(`cloudsql_googleapis_com:database_up{${database}}`, its.database),
    gauge(`pubsub_googleapis_com:subscription_num_undelivered_messages{subscription_id="jobs-sub"}`, its.waiting),
    gauge(
      `pubsub_googleapis_com:subscription_oldest_unacked_message_age{subscription_id="jobs-sub"}`,
      its.oldestSeconds,
    ),
  ];
}
