import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ServiceNetworkingConnection } from "@cdktf/provider-google/lib/service-networking-connection";
import { Construct } from "constructs";
import type { DatabaseSettings } from "../cloud-sql/schema";
import type { Environment } from "../../contract/environment";
import { prefixOf } from "../../contract/ranges";
import { privateServicesRangeName } from "./names";

export interface PrivateServicesProps {
  readonly environment: Environment;
  readonly settings: Pick<DatabaseSettings, "privateServicesRange">;
  /** Path of the network. */
  readonly network: string;
}

/**
 * Private services access: an address range that is reserved for Google, and the
 * peering over which the database is reachable at an address in that range, and
 * nowhere else.
 *
 * Google keeps its side of the peering for days after the last instance is deleted,
 * and deleting the peering fails until then
 * (hashicorp/terraform-provider-google#16275). So a destroy abandons the connection,
 * and a network that is recreated under the same name adopts it
 * (GoogleCloudPlatform/cluster-toolkit#4744).
 */
export class PrivateServices extends Construct {
  constructor(scope: Construct, id: string, { environment, settings, network }: PrivateServicesProps) {
    super(scope, id);
    const [address] = settings.privateServicesRange.split("/");
    const preventDestroy = environment.protection === "protected";
    const range = new ComputeGlobalAddress(this, "Default", {
      name: privateServicesRangeName(environment),
      description: "Google's networks of the database take theirs from it",
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      address: address!,
      prefixLength: prefixOf(settings.privateServicesRange),
      network,
      lifecycle: { preventDestroy },
    });
    new ServiceNetworkingConnection(this, "Connection", {
      network,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: [range.name],
      deletionPolicy: "ABANDON",
      updateOnCreationFail: true,
      lifecycle: { preventDestroy },
    });
  }
}
