import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  plan: ["roles/cloudkms.viewer", "cloudkms.cryptoKeys.getIamPolicy"],
  // May neither encrypt nor decrypt.
  apply: ["roles/cloudkms.admin"],
};

export const kmsTypes: ResourceTypes = {
  google_kms_crypto_key: {
    api: "cloudkms",
    rights: rights,
    holds: "data",
    refersTo: ["google_kms_key_ring"],
    deletionInUse: "allowed",
    encryption: { none: "it is what encrypts" },
    preventDestroy: true,
    guards: { none: "Google deletes no key and no ring; a version waits for its destruction (policy key-destruction)" },
    audit: "cloudkms",
    recovery: {
      none: "a destroyed version cannot come back; until then it is restored, as runbooks/key-rotation.md says",
    },
    alerts: { none: "what uses a disabled key fails with its own alerts" },
    cost: "keys/",
  },
  google_kms_key_ring: {
    api: "cloudkms",
    rights: rights,
    holds: "data",
    refersTo: [],
    deletionInUse: "allowed",
    encryption: { none: "it is what encrypts" },
    preventDestroy: true,
    guards: { none: "Google deletes no key and no ring; a version waits for its destruction (policy key-destruction)" },
    audit: "cloudkms",
    recovery: {
      none: "a destroyed version cannot come back; until then it is restored, as runbooks/key-rotation.md says",
    },
    alerts: { none: "what uses a disabled key fails with its own alerts" },
    cost: "keys/",
  },
  google_kms_crypto_key_iam_member: {
    api: "cloudkms",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_kms_crypto_key", "google_kms_key_ring"],
    deletionInUse: "allowed",
  },
};
