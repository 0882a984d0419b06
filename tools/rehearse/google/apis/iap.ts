import type { Api } from "../collection";

/** Only IAM policies, on backend services. */
export const iap: Api = {
  service: "iap",
  endpoints: ["iap"],
  base: "v1/",
  collections: [],
};
