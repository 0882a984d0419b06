import type { Scenario } from "../scenario";

export const stores: readonly Scenario[] = [
  {
    name: "site-bucket-removed",
    what: "the bucket that the load balancer serves goes",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          delete catalog.buckets["static-site"];
        },
      },
    ],
  },
  {
    name: "protected-site-bucket-removed",
    what: "the same in a protected environment: first its guard, then the bucket",
    environment: "prod",
    changes: [
      {
        edit: ({ specs }) => {
          specs["prod"]!.retiring = { buckets: { "static-site": "delete" } };
        },
      },
      {
        edit: ({ specs, catalog }) => {
          delete specs["prod"]!.retiring;
          delete catalog.buckets["static-site"];
        },
      },
    ],
  },
  {
    name: "collection-removed",
    what: "a collection goes, its documents stay",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.collections = {};
        },
      },
    ],
  },
];
