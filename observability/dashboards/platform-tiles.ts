import { connectionsTile, databaseLoadTile } from "../../constructs/cloud-sql/tiles";
import type { Environment } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import { gpuTiles } from "../../constructs/gke/tiles";
import { backlogTiles } from "../../constructs/pubsub/tiles";
import type { Tile } from "./grid";
import { alertChart, alertsAbout } from "./limits";
import { throttledTile } from "../../constructs/vertex-ai/tiles";

/** Tiles on the backends on which slow services may be waiting. */
export const backendTiles = (environment: Environment, alerts: readonly Alert[]): Tile[] => [
  ...backlogTiles(alerts),
  ...connectionsTile(environment, Object.keys(environment.databases).sort(), alerts),
  ...databaseLoadTile(alerts),
  ...alertChart(
    alertsAbout(alerts, ["firestore-errors"]),
    { title: "Firestore: requests that failed", axis: "share of requests", unit: "10^2.%" },
    () => "failed",
  ),
  ...throttledTile(alerts),
  ...alertChart(alertsAbout(alerts, ["quota-exceeded"]), {
    title: "Quotas that requests went over",
    axis: "1: exceeded",
    unit: "1",
  }),
  ...gpuTiles(environment),
];
