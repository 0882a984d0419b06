import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";
import { serviceOf } from "../service-of";

/** Checker locations in the three regions of the uptime checks. */
const locations = ["apac-singapore", "eur-belgium", "usa-iowa", "usa-oregon", "usa-virginia"];

/** One series per location. The first values apply to the first locations, the last value to all others. */
function fromEach(metric: string, alert: Alert, ...values: string[]): InputSeries[] {
  const check = `uptime-check:${serviceOf(alert).slug}`;
  return locations.map((location, index) => ({
    series: `monitoring_googleapis_com:uptime_check_${metric}{monitored_resource="uptime_url",check_id="${check}",checker_location="${location}"}`,
    values: values[index] ?? values.at(-1)!,
  }));
}

const passed = (alert: Alert, ...values: string[]): InputSeries[] => fromEach("check_passed", alert, ...values);
const days = (alert: Alert, ...values: string[]): InputSeries[] =>
  fromEach("time_until_ssl_cert_expires", alert, ...values);

export const cloudMonitoringProofs: readonly Proof[] = [
  {
    kind: "uptime",
    scenarios: (_, alert) => [
      { title: "two of five locations fail", series: passed(alert, "0+0x20", "0+0x20", "1+0x20"), opensAtMinute: 2 },
      { title: "one location fails", series: passed(alert, "0+0x20", "1+0x20") },
      { title: "all locations fail for a minute", series: passed(alert, "1+0x4 0 1+0x20") },
    ],
  },
  {
    kind: "certificate-expiry",
    scenarios: (_, alert) => [
      { title: "13 days are left", series: days(alert, "13+0x90"), opensAtMinute: 60 },
      {
        title: "one location still sees a certificate of 13 days",
        series: days(alert, "13+0x90", "89+0x90"),
        opensAtMinute: 60,
      },
      { title: "15 days are left", series: days(alert, "15+0x90") },
      { title: "it is renewed within three quarters of an hour", series: days(alert, "13+0x44 90+0x45") },
    ],
  },
];
