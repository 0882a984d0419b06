import type { Product } from "../product";
import { secretAlerts } from "./alerts";
import { secretLines } from "./cost";
import { secretsOf } from "./names";

export const secretManagerProduct: Product = {
  cost: secretLines,
  alerts: [secretAlerts],
  // Access to secret values, and reads of metadata.
  audit: {
    service: "secretmanager",
    reads: "everything",
    declared: (environment) => Object.keys(secretsOf(environment)).length > 0,
  },
};
