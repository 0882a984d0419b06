import type { Api, Collection } from "../collection";

const source = "Google, Certificate Manager: a resource that is referenced by another one cannot be deleted";

const collection = (path: string, parameter: string, more: Partial<Collection> = {}): Collection => ({
  path: `projects/*/locations/*/${path}/*`,
  id: { parameter },
  answers: "operation",
  refusedInUse: source,
  fill: (document) => ({ createTime: "2026-01-01T00:00:00Z", updateTime: "2026-01-01T00:00:00Z", ...document }),
  ...more,
});

export const certificateManager: Api = {
  service: "certificatemanager",
  endpoints: ["certificate_manager"],
  base: "v1/",
  collections: [
    collection("dnsAuthorizations", "dnsAuthorizationId", {
      fill: (document) => ({
        type: "FIXED_RECORD",
        ...document,
        dnsResourceRecord: {
          name: `_acme-challenge.${String(document.domain)}.`,
          type: "CNAME",
          data: `${String(document.domain)}.authorize.certificatemanager.goog.`,
        },
      }),
    }),
    collection("certificates", "certificateId", {
      fill: (document) => ({ ...document, managed: { state: "PROVISIONING", ...document.managed } }),
    }),
    collection("certificateMaps", "certificateMapId", { refusedWithChildren: source }),
    { ...collection("certificateMaps/*/certificateMapEntries", "certificateMapEntryId") },
  ],
};
