import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import type { Tile } from "../../observability/dashboards/grid";
import { alertChart, alertsAbout } from "../../observability/dashboards/limits";

export const firestoreTiles = (_: Environment, alerts: readonly Alert[]): Tile[] =>
  alertChart(
    alertsAbout(alerts, ["firestore-errors"]),
    { title: "Firestore: requests that failed", axis: "share of requests", unit: "10^2.%" },
    () => "failed",
  );
