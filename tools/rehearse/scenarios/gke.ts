import type { Edit, Scenario } from "../scenario";
import { withoutCluster, withServicesOnly } from "./edits";

const first = withServicesOnly("prod", "rest");

const withoutPool: Edit = ({ specs }) => {
  const { cluster, usage } = specs["prod"]!;
  delete cluster!.gpuPools["lip-sync"];
  delete usage.gpuNodeHours["lip-sync"];
};

const retiring: Edit = ({ specs }) => {
  specs["prod"]!.retiring = { cluster: true };
};

export const gke: readonly Scenario[] = [
  {
    name: "workload-removed-and-added",
    what: "a workload of the cluster loses its grants, and gets them again",
    environment: "prod",
    first,
    changes: [
      {
        edit: ({ catalog }) => {
          delete catalog.workloads["lip-sync"];
        },
      },
      {
        edit: ({ catalog }) => {
          catalog.workloads["lip-sync"] = { namespace: "synthesis", reads: ["face-models"] };
        },
      },
    ],
  },
  {
    name: "gpu-pool-removed",
    what: "a node pool with GPUs goes",
    environment: "prod",
    first,
    changes: [{ edit: withoutPool }],
  },
  {
    name: "cluster-removed",
    what: "the GPU cluster of a protected environment: first its guard, then the cluster, its ranges and its key",
    environment: "prod",
    first,
    changes: [
      { edit: retiring },
      {
        edit: (entries) => {
          delete entries.specs["prod"]!.retiring;
          withoutCluster(entries);
        },
        // Foundation enables an API that bootstrap enabled for the cluster; it stays enabled.
        deploys: ["operations", "runtime", "foundation", "bootstrap"],
      },
    ],
  },
  {
    name: "cluster-removed-without-its-key",
    what: "the GPU cluster of a protected environment is removed at once, which Terraform refuses",
    environment: "prod",
    first,
    changes: [{ edit: withoutCluster, deploys: ["runtime"], refused: /deletion_protection/ }],
  },
  {
    name: "cluster-removed-from-the-first-layer-on",
    what: "the cluster is removed in the order of additions, and Google refuses to delete ranges in use",
    environment: "prod",
    first,
    changes: [
      { edit: retiring },
      {
        edit: (entries) => {
          delete entries.specs["prod"]!.retiring;
          withoutCluster(entries);
        },
        deploys: ["foundation"],
        refused: /already being used by/,
      },
    ],
  },
];
