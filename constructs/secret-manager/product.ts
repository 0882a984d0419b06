import type { Product } from "../product";
import { secretManagerAlerts } from "./alerts";
import { secretLines } from "./cost";
import { secretsOf } from "./names";

export const secretManagerProduct: Product = {
  cost: secretLines,
  alerts: [secretManagerAlerts],
  // Every access to a value, and every look at what there is.
  audit: {
    service: "secretmanager",
    reads: "everything",
    declared: (environment) => Object.keys(secretsOf(environment)).length > 0,
  },
};
