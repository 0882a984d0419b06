import { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import type { Construct } from "constructs";
import type { Change } from "../fixtures";
import { specs } from "../../support/environments";

/** Prod's cluster with one control plane in a disposable environment. */
export const disposableCluster: Change = (spec) => {
  spec.regions["us-central1"]!.clusterRanges = { pods: "10.48.0.0/14", services: "10.11.0.0/20" };
  spec.cluster = {
    ...structuredClone(specs.prod.cluster!),
    location: "us-central1-a",
    controlPlaneRange: "10.10.32.0/28",
  };
};

/** A cluster for what belongs to one. */
export const bareCluster = (scope: Construct): ContainerCluster =>
  new ContainerCluster(scope, "Cluster", { name: "parley-gpu", location: "us-central1" });

export const account = "nodes@parley-audio-prod.iam.gserviceaccount.com";
