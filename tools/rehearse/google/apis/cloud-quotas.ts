import type { Api } from "../collection";

export const cloudQuotas: Api = {
  service: "cloudquotas",
  endpoints: ["cloud_quotas"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/locations/global/quotaPreferences/*",
      id: { parameter: "quotaPreferenceId" },
      answers: "document",
      fill: (document) => ({
        createTime: "2026-01-01T00:00:00Z",
        updateTime: "2026-01-01T00:00:00Z",
        etag: "1",
        ...document,
        quotaConfig: { grantedValue: document.quotaConfig?.preferredValue, ...document.quotaConfig },
      }),
    },
  ],
};
