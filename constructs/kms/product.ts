import type { Product } from "../product";
import { keyLines } from "./cost";
import { encryptionPolicies } from "./policies";
import { protectedKeyIssues } from "./rules";

export const kmsProduct: Product = {
  protectedIssues: protectedKeyIssues,
  cost: keyLines,
  policies: encryptionPolicies,
  // Decryption, and reads of key metadata.
  audit: { service: "cloudkms", reads: "everything", declared: ({ encryption }) => encryption === "customer-managed" },
};
