import { Construct } from "constructs";
import { servingRegions, type Environment, type Service as ServiceEntry } from "../../contract/environment";
import { ServiceIdentity } from "../iam/service-identity";
import { CloudRunService } from "./cloud-run-service";
import { serviceName } from "./names";

export interface ServiceProps {
  readonly environment: Environment;
  readonly service: ServiceEntry;
}

/**
 * The resources of one service entry behind the load balancer: an identity with its
 * grants, and a Cloud Run service in every serving region.
 */
export class Service extends Construct {
  /** Map from region to the name of the Cloud Run service there, for the load balancer's endpoint groups. */
  readonly nameByRegion: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, { environment, service }: ServiceProps) {
    super(scope, id);
    const identity = new ServiceIdentity(this, "Identity", { environment, service });
    this.nameByRegion = new Map(
      servingRegions(environment).map((region) => [
        region,
        service.external === undefined
          ? new CloudRunService(this, region, { environment, service, region, identity }).nameReference
          : serviceName(environment, service),
      ]),
    );
  }
}
