import { products } from "../../constructs/products";
import type { Environment } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import type { Tile } from "./grid";

/** What services wait for when they are slow themselves. */
export const backendTiles = (environment: Environment, alerts: readonly Alert[]): Tile[] =>
  products.flatMap(({ tiles }) => tiles?.(environment, alerts) ?? []);
