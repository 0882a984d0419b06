import type { Product } from "../product";
import { secretManagerAlerts } from "./alerts";
import { secretManagerLines } from "./cost";
import { secretsOf } from "./names";

export const secretManagerProduct: Product = {
  cost: secretManagerLines,
  alerts: [secretManagerAlerts],
  // Every access to a value, and every look at what there is.
  audit: {
    service: "secretmanager",
    reads: "everything",
    declared: (environment) => Object.keys(secretsOf(environment)).length > 0,
  },
};
