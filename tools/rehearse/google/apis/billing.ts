import type { Api } from "../collection";

export const billing: Api = {
  service: "billingbudgets",
  endpoints: ["billing"],
  laterEndpoints: ["billing_budgets"],
  base: "v1/",
  collections: [
    {
      path: "billingAccounts/*/budgets/*",
      id: "generated",
      answers: "document",
      names: ({ notificationsRule }) =>
        ((notificationsRule?.monitoringNotificationChannels ?? []) as string[]).map((one) => `v3/${one}`),
      fill: (document) => ({ etag: "1", ...document }),
    },
  ],
};
