import type { Named } from "../../contract/names";

export const networkName = (environment: Named): string => environment.namePrefix;
export const subnetworkName = (environment: Named, region: string): string => `${environment.namePrefix}-${region}`;
/** Path of the network. If `name` is a reference, a resource that uses the path depends on the network. */
export const networkPath = (environment: Named, name = networkName(environment)): string =>
  `projects/${environment.project.id}/global/networks/${name}`;
export const subnetworkPath = (environment: Named, region: string): string =>
  `projects/${environment.project.id}/regions/${region}/subnetworks/${subnetworkName(environment, region)}`;
/** Names of the secondary ranges of the cluster's subnet. */
export const podsRangeName = "pods";
export const servicesRangeName = "services";
/** Network tag of instances that the firewall lets reach the internet. */
export const internetEgressTag = "internet-egress";

/** Name of the address range for Google's peered networks, such as the database's. */
export const privateServicesRangeName = (environment: Named): string => `${environment.namePrefix}-private-services`;
/** Firewall rules open the cluster's ways to instances with this network tag. */
export const clusterNodeTag = "cluster-node";
