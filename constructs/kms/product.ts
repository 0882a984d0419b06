import type { Product } from "../product";
import { keyLines } from "./cost";
import { encryptionPolicies } from "./policies";
import { protectedKeyFaults } from "./rules";

export const kmsProduct: Product = {
  protectedFaults: protectedKeyFaults,
  cost: keyLines,
  policies: encryptionPolicies,
};
