import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import { Construct } from "constructs";
import { servingRegions, type Environment } from "../../contract/environment";
import { networkName, networkPath, podsRangeName, servicesRangeName, subnetworkName } from "./names";

/**
 * Ports of Cloud NAT for one instance or node, each a power of two. An open connection to one destination needs one, and a closed
 * one keeps it for two minutes, so that the 64 of static allocation are too few for an instance that calls one host all the time.
 * 64 are there at once and more are added on demand; 4096 bound what one instance may take of an address, which has 64,512.
 * Google, "IP addresses and ports" (Cloud NAT).
 */
const natPorts = { min: 64, max: 4096 };

export interface NetworkProps {
  readonly environment: Environment;
}

/**
 * The environment's VPC network: a subnet, a router and Cloud NAT in each serving
 * region. It is not connected to another environment's network.
 *
 * Services reach Google's APIs from the subnet without an external address (Private
 * Google Access), and the rest of the internet through Cloud NAT, if the firewall
 * allows it.
 */
export class Network extends Construct {
  /** Path for resources of this stack, known at plan time; they then depend on the network. */
  readonly path: string;

  constructor(scope: Construct, id: string, { environment }: NetworkProps) {
    super(scope, id);
    const network = new ComputeNetwork(this, "Default", {
      name: networkName(environment),
      autoCreateSubnetworks: false,
      // The default route leads to Google's private API addresses.
      deleteDefaultRoutesOnCreate: false,
    });
    this.path = networkPath(environment, network.name);
    for (const region of servingRegions(environment)) this.addRegion(environment, region);
  }

  private addRegion(environment: Environment, region: string): void {
    const { subnetRange, clusterRanges } = environment.regions[region]!;
    new ComputeSubnetwork(this, `Subnet-${region}`, {
      name: subnetworkName(environment, region),
      region,
      network: this.path,
      ipCidrRange: subnetRange,
      privateIpGoogleAccess: true,
      // Otherwise the provider would ignore an empty list and keep the ranges.
      sendSecondaryIpRangeIfEmpty: true,
      secondaryIpRange:
        clusterRanges === undefined
          ? []
          : [
              { rangeName: podsRangeName, ipCidrRange: clusterRanges.pods },
              { rangeName: servicesRangeName, ipCidrRange: clusterRanges.services },
            ],
      logConfig: {
        aggregationInterval: "INTERVAL_10_MIN",
        flowSampling: environment.logging.flowLogSampleRate,
        metadata: "INCLUDE_ALL_METADATA",
      },
    });
    const router = new ComputeRouter(this, `Router-${region}`, {
      name: subnetworkName(environment, region),
      region,
      network: this.path,
    });
    new ComputeRouterNat(this, `Nat-${region}`, {
      name: subnetworkName(environment, region),
      region,
      router: router.name,
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      enableDynamicPortAllocation: true,
      minPortsPerVm: natPorts.min,
      maxPortsPerVm: natPorts.max,
      // Excludes dynamic allocation, and an older gateway may have it.
      enableEndpointIndependentMapping: false,
      // Firewall rules do not log Cloud Run's traffic, so NAT logs all connections of a protected environment.
      logConfig: { enable: true, filter: environment.protection === "protected" ? "ALL" : "ERRORS_ONLY" },
    });
  }
}
