import { prod as reference } from "../../../__tests__/reference/prod";
import type { Change, Edit, Scenario } from "../scenario";
import { retired, retiring, withoutCluster, withServicesOnly } from "./edits";

const first = withServicesOnly("prod", "rest");

const withoutPool: Edit = ({ specs }) => {
  const { cluster, usage } = specs["prod"]!;
  delete cluster!.gpuPools["lip-sync"];
  delete usage.gpuNodeHours!["lip-sync"];
};

/** As the reference has it. */
const withCluster: Edit = ({ specs }) => {
  const { cluster, regions, usage } = structuredClone(reference);
  const prod = specs["prod"]!;
  prod.cluster = cluster!;
  prod.regions["us-central1"] = regions["us-central1"]!;
  prod.usage.gpuNodeHours = usage.gpuNodeHours!;
};

const clusterKey = {
  address: "google_kms_crypto_key.Keys_Ring-us-central1_Key-cluster_B785D1DA",
  path: "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/cluster",
};

const guardLowered: Change = { edit: retiring({ cluster: true }) };

/** First the guard, then the cluster. */
const removal: readonly Change[] = [
  guardLowered,
  {
    edit: retired(withoutCluster),
    // Foundation enables an API that bootstrap enabled for the cluster; it stays enabled.
    deploys: ["operations", "runtime", "foundation", "bootstrap"],
  },
];

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
    changes: removal,
  },
  {
    name: "cluster-removed-and-added",
    what: "the cluster comes back, with the key that Google has kept",
    environment: "prod",
    first,
    changes: [
      ...removal,
      { edit: withCluster, deploys: ["bootstrap"] },
      { deploys: ["foundation"], refused: /already exists/ },
      {
        commands: [{ layer: "foundation", args: ["import", clusterKey.address, clusterKey.path] }],
        deploys: ["foundation", "runtime", "operations"],
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
      guardLowered,
      {
        edit: retired(withoutCluster),
        deploys: ["foundation"],
        refused: /already being used by/,
      },
    ],
  },
];
