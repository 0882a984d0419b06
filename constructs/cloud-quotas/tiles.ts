import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import type { Tile } from "../../observability/dashboards/grid";
import { alertChart, alertsAbout } from "../../observability/dashboards/limits";

export const cloudQuotasTiles = (_: Environment, alerts: readonly Alert[]): Tile[] =>
  alertChart(
    alertsAbout(alerts, ["quota-exceeded"]),
    { title: "Quotas that requests went over", axis: "1: exceeded", unit: "1" },
    ({ aspect }) => (aspect === undefined ? "serves users" : "administrative"),
  );
