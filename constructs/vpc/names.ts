import type { Named } from "../../contract/names";

export const networkName = (environment: Named): string => environment.namePrefix;
export const subnetworkName = (environment: Named, region: string): string => `${environment.namePrefix}-${region}`;
/** A reference to the network's name orders what takes the path after it. */
export const networkPath = (environment: Named, name = networkName(environment)): string =>
  `projects/${environment.project.id}/global/networks/${name}`;
export const subnetworkPath = (environment: Named, region: string): string =>
  `projects/${environment.project.id}/regions/${region}/subnetworks/${subnetworkName(environment, region)}`;
/** Secondary ranges of the cluster's subnet. */
export const podsRangeName = "pods";
export const servicesRangeName = "services";
/** Firewall rules open the internet to instances with this network tag. */
export const internetEgressTag = "internet-egress";

/** Address range of the network in which Google's own networks, such as the database's, take theirs. */
export const privateServicesRangeName = (environment: Named): string => `${environment.namePrefix}-private-services`;
/** Firewall rules open the cluster's ways to instances with this network tag. */
export const clusterNodeTag = "cluster-node";
