import { catalog } from "./catalog";
import { dev } from "./dev";
import { prod } from "./prod";
import { staging } from "./staging";

/** The reference as `environments/` holds it: each environment by its name, and the catalog. */
export const entries = { specs: { dev, staging, prod }, catalog };
