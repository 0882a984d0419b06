import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { isRouted } from "../../contract/routes";
import { quantityBeyondFree, minutesAMonth, pricedLine, type CostLine } from "../../contract/cost/line";
import type { Price } from "../../contract/cost/price";
import { prices } from "../../contract/cost/prices";
import { uptimeLocations } from "./schema";

/** Free amounts per project and month. Google, "Google Cloud Observability pricing". */
const free = { logGib: 50, metricMib: 150, uptimeExecutions: 1_000_000 };
/** Days of log retention that the price of ingestion includes. */
const includedLogDays = 30;
/** Upper bounds on the number of alerting policies, of which each has one condition: per service, and those about several services or none. */
const policies = { ofService: 2, ofEnvironment: 50 };
/** Upper bounds on the number of clauses in their queries, each of which reads a series at least: per service, and for the rest of the environment. */
const clauses = { ofService: 30, ofEnvironment: 65 };

/** A cost line without key and product. */
type Billed = [title: string, price: Price, quantity: number, assumption: string];

/** Cost of logs, metrics, alerts and uptime checks. */
export function observabilityLines(environment: UsedEnvironment): CostLine[] {
  const { services, usage, retentionDays, primaryRegion } = environment;
  const { entryGib, networkGib, metricMib } = usage.logs;
  const upTo = ({ ofService, ofEnvironment }: typeof policies): number => services.length * ofService + ofEnvironment;
  const checks = services.filter(isRouted).length;
  const longer = Math.max(0, retentionDays.logs - includedLogDays) / includedLogDays;
  const line = pricedLine(primaryRegion);
  const logging = (key: string, ...rest: Billed): CostLine => line(key, "Cloud Logging", ...rest);
  const monitoring = (key: string, ...rest: Billed): CostLine => line(key, "Cloud Monitoring", ...rest);
  return [
    logging(
      "logging/entries",
      "Entries",
      prices.logs,
      quantityBeyondFree(free.logGib, entryGib),
      `beyond ${free.logGib} free GiB`,
    ),
    logging(
      "logging/retention",
      "Entries kept longer",
      prices.logRetention,
      entryGib * longer,
      `${retentionDays.logs} days, of which ${includedLogDays} are included`,
    ),
    logging("logging/network", "Network logs", prices.networkLogs, networkGib, "flow logs and logs of NAT"),
    logging("logging/telemetry", "Network telemetry", prices.networkTelemetry, networkGib, "making those logs"),
    monitoring(
      "monitoring/metrics",
      "Log-based metrics",
      prices.metrics,
      quantityBeyondFree(free.metricMib, metricMib),
      `beyond ${free.metricMib} free MiB`,
    ),
    monitoring(
      "monitoring/conditions",
      "Conditions of alerts",
      prices.alertConditions,
      upTo(policies),
      `one a policy: at most ${policies.ofService} a service and ${policies.ofEnvironment} for the rest`,
    ),
    monitoring(
      "monitoring/series",
      "Series that alerts read",
      prices.alertSeries,
      upTo(clauses) * minutesAMonth,
      `one a clause of a query and minute: at most ${clauses.ofService} a service and ${clauses.ofEnvironment} for the rest`,
    ),
    monitoring(
      "monitoring/uptime",
      "Uptime checks",
      prices.uptimeExecutions,
      quantityBeyondFree(free.uptimeExecutions, checks * uptimeLocations.length * minutesAMonth),
      `${checks} checks a minute from ${uptimeLocations.length} locations, beyond a free million`,
    ),
  ];
}
