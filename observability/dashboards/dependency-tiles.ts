import { products } from "../../constructs/products";
import { backlogTiles } from "../../constructs/pubsub/tiles";
import type { Environment } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import type { Tile } from "./grid";

/** Tiles on the backends on which slow services may be waiting. */
export const dependencyTiles = (environment: Environment, alerts: readonly Alert[]): Tile[] => [
  ...backlogTiles(alerts),
  ...products.flatMap(({ tiles }) => tiles?.(environment, alerts) ?? []),
];
