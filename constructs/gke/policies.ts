import { unmet } from "../../contract/unmet";
import { blocksAt, ofType, onEach, type Policy } from "../../policies/policy";

const cluster = ofType("google_container_cluster");

export const gkePolicies: readonly Policy[] = [
  onEach("cluster-private", cluster, ({ attributes }) => {
    const networks = blocksAt(attributes, "master_authorized_networks_config", "cidr_blocks");
    return unmet([
      [
        blocksAt(attributes, "private_cluster_config")[0]?.enable_private_nodes === true,
        "gives nodes public addresses; set private_cluster_config.enable_private_nodes",
      ],
      [
        networks.length > 0 && !networks.some(({ cidr_block }) => String(cidr_block).endsWith("/0")),
        "lets the whole internet reach its control plane; name the networks in master_authorized_networks_config",
      ],
    ]);
  }),
  onEach("cluster-workload-identity", cluster, ({ attributes }) =>
    blocksAt(attributes, "workload_identity_config").length > 0
      ? undefined
      : "lets every workload act as its node; set workload_identity_config",
  ),
  onEach("cluster-standard", cluster, ({ attributes }) =>
    attributes.enable_autopilot !== true
      ? undefined
      : "is an Autopilot cluster, which takes no node pools; remove enable_autopilot",
  ),
  onEach("node-identity", ofType("google_container_node_pool"), ({ attributes }) =>
    blocksAt(attributes, "node_config")[0]?.service_account === undefined
      ? "runs as the project's default account, which may do much more; set node_config.service_account"
      : undefined,
  ),
];
