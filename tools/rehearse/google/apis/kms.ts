import type { Api } from "../collection";
import { invalid } from "../google-error";

/** Google, "Cloud KMS object hierarchy": key rings and keys cannot be deleted. */
export const kms: Api = {
  service: "cloudkms",
  endpoints: ["kms"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/locations/*/keyRings/*",
      id: { parameter: "keyRingId" },
      answers: "document",
      checkDeletion: () => {
        throw invalid("key rings cannot be deleted");
      },
    },
    {
      path: "projects/*/locations/*/keyRings/*/cryptoKeys/*",
      id: { parameter: "cryptoKeyId" },
      answers: "document",
      fill: (document, { path }) => ({
        destroyScheduledDuration: "2592000s",
        versionTemplate: { protectionLevel: "SOFTWARE", algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION" },
        primary: { name: `${path}/cryptoKeyVersions/1`, state: "ENABLED" },
        ...document,
      }),
    },
  ],
  special: ({ method, path }) => {
    if (method === "GET" && path.endsWith("/cryptoKeyVersions"))
      return { cryptoKeyVersions: [{ name: `${path}/1`, state: "ENABLED" }], totalSize: 1 };
    if (method === "POST" && /\/cryptoKeyVersions\/\d+:destroy$/.test(path))
      return { name: path, state: "DESTROY_SCHEDULED" };
    return undefined;
  },
};
