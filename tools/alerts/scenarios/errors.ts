import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";
import { serviceOf } from "../service-of";

/** Requests of users a minute to an alert's service; some fail and some are refused (4xx). */
function requests(
  environment: Environment,
  alert: Alert,
  { good, failed, refused = 0 }: { readonly good: number; readonly failed: number; readonly refused?: number },
): InputSeries[] {
  const name = serviceName(environment, serviceOf(alert));
  const of = (metric: string, labels: string, perMinute: number): InputSeries => ({
    series: `logging_googleapis_com:user_${metric}{monitored_resource="cloud_run_revision",service_name="${name}",location="us-central1"${labels}}`,
    values: `0+${perMinute}x30`,
  });
  return [
    of("requests", ',status="200"', good),
    of("requests", ',status="404"', refused),
    of("requests", ',status="500"', failed),
    of("failed_requests", "", failed),
  ];
}

export const errorProofs: readonly Proof[] = [
  {
    kind: "error-ratio",
    scenarios: (environment, alert) => {
      const { errorRatio } = serviceOf(alert);
      const [tooMany, allowed] = [1200 * errorRatio, 950 * errorRatio];
      return [
        {
          title: "a fifth more of 1000 requests a minute fail than may",
          series: requests(environment, alert, { good: 1000 - tooMany, failed: tooMany }),
          opensAtMinute: 3,
        },
        {
          title: "a twentieth fewer fail, and as many ask for what is not there",
          series: requests(environment, alert, { good: 1000 - 2 * allowed, failed: allowed, refused: allowed }),
        },
        {
          title: "half of 8 requests in 5 minutes fail",
          series: requests(environment, alert, { good: 0.8, failed: 0.8 }),
        },
      ];
    },
  },
  {
    kind: "error-ratio-rollback",
    scenarios: (environment, alert) => [
      {
        title: "11 % of 100 requests a minute fail",
        series: requests(environment, alert, { good: 89, failed: 11 }),
        opensAtMinute: 3,
      },
      { title: "9 % fail", series: requests(environment, alert, { good: 81, failed: 9, refused: 10 }) },
      {
        title: "half of 8 requests in 10 minutes fail",
        series: requests(environment, alert, { good: 0.4, failed: 0.4 }),
      },
    ],
  },
  {
    kind: "all-requests-fail",
    scenarios: (environment, alert) => [
      {
        title: "every one of 10 requests a minute fails",
        series: requests(environment, alert, { good: 0, failed: 10 }),
        opensAtMinute: 3,
      },
      { title: "97 of 100 fail", series: requests(environment, alert, { good: 2, failed: 97, refused: 1 }) },
      {
        title: "every one of 7 requests in 5 minutes fails, with nobody else there",
        series: requests(environment, alert, { good: 0, failed: 1.4 }),
        opensAtMinute: 6,
      },
      {
        title: "4 requests in 5 minutes, which all fail",
        series: requests(environment, alert, { good: 0, failed: 0.8 }),
      },
    ],
  },
];
