import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";
import { serviceOf } from "../service-of";

/** Requests a minute to an alert's service; some fail (5xx) and some are refused (4xx). */
function requests(
  environment: Environment,
  alert: Alert,
  { good, failed, refused = 0 }: { readonly good: number; readonly failed: number; readonly refused?: number },
): InputSeries[] {
  const name = serviceName(environment, serviceOf(alert));
  const of = (code: string, codeClass: string, perMinute: number): InputSeries => ({
    series: `run_googleapis_com:request_count{service_name="${name}",location="us-central1",response_code="${code}",response_code_class="${codeClass}"}`,
    values: `0+${perMinute}x30`,
  });
  return [of("200", "2xx", good), of("404", "4xx", refused), of("500", "5xx", failed)];
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
          opensAtMinute: 6,
        },
        {
          title: "a twentieth fewer fail, and as many ask for what is not there",
          series: requests(environment, alert, { good: 1000 - 2 * allowed, failed: allowed, refused: allowed }),
        },
        {
          title: "1 of 5 requests fails, of one every 40 seconds",
          series: requests(environment, alert, { good: 1.2, failed: 0.3 }),
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
        opensAtMinute: 11,
      },
      { title: "9 % fail", series: requests(environment, alert, { good: 81, failed: 9, refused: 10 }) },
      {
        title: "1 of 2 requests a minute and a half fails",
        series: requests(environment, alert, { good: 0.7, failed: 0.7 }),
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
      { title: "the only request of each minute fails", series: requests(environment, alert, { good: 0, failed: 1 }) },
    ],
  },
];
