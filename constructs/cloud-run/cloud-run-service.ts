import { CloudRunV2Service, type CloudRunV2ServiceTraffic } from "@cdktf/provider-google/lib/cloud-run-v2-service";
import { CloudRunV2ServiceIamMember } from "@cdktf/provider-google/lib/cloud-run-v2-service-iam-member";
import { Construct } from "constructs";
import type { Environment, Service } from "../../contract/environment";
import { pushPaths } from "../../contract/queues";
import { serviceAgentMember } from "../../contract/service-agents";
import { invokerRole } from "../iam/roles";
import type { ServiceIdentity } from "../iam/service-identity";
import { serviceName, serviceUrl } from "./names";
import { revisionOf } from "./revision";

export interface CloudRunServiceProps {
  readonly environment: Environment;
  readonly service: Service;
  readonly region: string;
  readonly identity: ServiceIdentity;
}

/** Traffic tag of the revision under release. */
const candidateTag = "candidate";

/**
 * A Cloud Run service in one region. It is reachable through the load balancer if it
 * has a route, otherwise from the project only, and never from the internet by its
 * run.app address.
 *
 * A request from the load balancer must also pass Cloud Run's own IAM check. With
 * Identity-Aware Proxy, its service agent is the invoker; without it, the check is
 * disabled, which also works where the organization forbids `allUsers`.
 */
export class CloudRunService extends Construct {
  /** Name for resources of this stack, which then depend on the service. */
  readonly nameReference: string;

  constructor(scope: Construct, id: string, { environment, service, region, identity }: CloudRunServiceProps) {
    super(scope, id);
    const routed = service.route !== undefined;
    // Queues push to the primary region only, where their data is.
    const takesPushes = pushPaths(service).length > 0 && region === environment.primaryRegion;
    const revision = revisionOf(environment, service, region);
    const run = new CloudRunV2Service(this, "Default", {
      name: serviceName(environment, service),
      location: region,
      description: service.description,
      ingress: routed ? "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" : "INGRESS_TRAFFIC_INTERNAL_ONLY",
      invokerIamDisabled: routed && service.access === "public",
      // The audience of push tokens is the deterministic URL, which is known at plan time; Cloud Run reports another URL as its own.
      ...(takesPushes ? { customAudiences: [serviceUrl(environment, serviceName(environment, service), region)] } : {}),
      deletionProtection: environment.protection === "protected",
      labels: { service: service.slug, environment: environment.name, version: versionLabel(service.image) },
      template: { ...revision, serviceAccount: identity.email },
      traffic: trafficOf(revision.revision, service.release),
      // Service-level scaling, which is not set here; Google returns a block of zeros, which would show as drift (fixed in provider 7.13.0).
      lifecycle: { ignoreChanges: ["scaling"] },
      // A revision that starts before its grants fails its probes and the apply.
      dependsOn: [...identity.grants],
    });
    this.nameReference = run.name;
    if (routed && service.access === "iap") {
      new CloudRunV2ServiceIamMember(this, "ProxyInvoker", {
        name: run.name,
        location: region,
        role: invokerRole,
        member: serviceAgentMember(environment, "iap"),
      });
    }
  }
}

/**
 * All traffic to the current revision; during a release, its share, and the rest to the previous revision.
 *
 * An entry of 0 percent without a tag routes nothing, and Google may leave it out of its answer: then no plan would ever be empty.
 */
function trafficOf(current: string, release: Service["release"]): CloudRunV2ServiceTraffic[] {
  const type = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";
  const { percent, previousRevision } = release ?? {};
  if (percent === undefined || previousRevision === undefined) return [{ type, revision: current, percent: 100 }];
  const candidate = { type, revision: current, percent, tag: candidateTag };
  const rest = 100 - percent;
  return rest === 0 ? [candidate] : [candidate, { type, revision: previousRevision, percent: rest }];
}

/** Tag, or the start of the digest. A label's value allows neither ':' nor capitals. */
function versionLabel(image: string): string {
  const [, digest] = image.split("@sha256:");
  return (digest?.slice(0, 12) ?? image.split(":")[1] ?? "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, "-")
    .slice(0, 63);
}
