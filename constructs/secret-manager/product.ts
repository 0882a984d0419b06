import type { Product } from "../product";
import { secretManagerAlerts } from "./alerts";
import { secretManagerLines } from "./cost";
import { secretsOf } from "./names";

export const secretManagerProduct: Product = {
  cost: secretManagerLines,
  alerts: [secretManagerAlerts],
  // Access to secret values, and reads of metadata.
  audit: {
    service: "secretmanager",
    reads: "everything",
    declared: (environment) => Object.keys(secretsOf(environment)).length > 0,
  },
};
