import { products } from "../../constructs/products";
import { backlogTiles } from "../../constructs/pubsub/tiles";
import type { Environment } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import type { Tile } from "./grid";

/** What services wait for when they are slow themselves; queues first, since everything slow shows there. */
export const backendTiles = (environment: Environment, alerts: readonly Alert[]): Tile[] => [
  ...backlogTiles(alerts),
  ...products.flatMap(({ tiles }) => tiles?.(environment, alerts) ?? []),
];
