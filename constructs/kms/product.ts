import type { Product } from "../product";
import { kmsAlerts } from "./alerts";
import { kmsLines } from "./cost";
import { kmsPolicies } from "./policies";
import { protectedKmsIssues } from "./rules";

export const kmsProduct: Product = {
  protectedIssues: protectedKmsIssues,
  cost: kmsLines,
  alerts: [kmsAlerts],
  policies: kmsPolicies,
  // Decryption, and reads of key metadata.
  audit: { service: "cloudkms", reads: "everything", declared: ({ encryption }) => encryption === "customer-managed" },
};
