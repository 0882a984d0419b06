import { ComputeBackendService } from "@cdktf/provider-google/lib/compute-backend-service";
import { ComputeRegionNetworkEndpointGroup } from "@cdktf/provider-google/lib/compute-region-network-endpoint-group";
import { IapSettings } from "@cdktf/provider-google/lib/iap-settings";
import { IapWebBackendServiceIamMember } from "@cdktf/provider-google/lib/iap-web-backend-service-iam-member";
import { Construct } from "constructs";
import type { Environment, Service } from "../../contract/environment";
import { usesConsoleClient } from "../secret-manager/names";
import { serviceAgentMember } from "../../contract/service-agents";
import { securityHeaders } from "./security-headers";
import type { SecurityPolicy } from "../cloud-armor/security-policy";
import { backendName, endpointGroupName } from "./names";

export interface ServiceBackendProps {
  readonly environment: Environment;
  readonly service: Service;
  /** Map from region to the name of the Cloud Run service there. */
  readonly nameByRegion: ReadonlyMap<string, string>;
  /** Cloud Armor policy, which a protected environment always has. @default - no Cloud Armor */
  readonly securityPolicy: SecurityPolicy | undefined;
}

/**
 * A service behind the load balancer: a serverless network endpoint group in
 * each region and one backend service over them.
 *
 * The backend sets no timeout, affinity, health check or balancing mode: Google
 * refuses or ignores them on serverless backends (Google, "Serverless network
 * endpoint groups overview"). The Cloud Run service sets its own.
 */
export class ServiceBackend extends Construct {
  /** Path for URL maps, known at plan time; a resource that uses it depends on the backend. */
  readonly path: string;

  constructor(
    scope: Construct,
    id: string,
    { environment, service, nameByRegion, securityPolicy }: ServiceBackendProps,
  ) {
    super(scope, id);
    const project = environment.project.id;
    const behindIap = service.access === "iap";
    const groups = [...nameByRegion].map(([region, cloudRunService]) => {
      const group = new ComputeRegionNetworkEndpointGroup(this, region, {
        name: endpointGroupName(environment, service),
        region,
        networkEndpointType: "SERVERLESS",
        cloudRun: { service: cloudRunService },
      });
      return { group: `projects/${project}/regions/${region}/networkEndpointGroups/${group.name}` };
    });
    const backend = new ComputeBackendService(this, "Default", {
      name: backendName(environment, service.slug),
      description: service.title,
      loadBalancingScheme: "EXTERNAL_MANAGED",
      // Protocol between the load balancer and Cloud Run; WebSockets pass as upgraded HTTP/1.1.
      protocol: "HTTPS",
      backend: groups,
      enableCdn: false,
      ...(securityPolicy === undefined ? {} : { securityPolicy: securityPolicy.path }),
      customResponseHeaders: [...securityHeaders],
      logConfig: { enable: true, sampleRate: environment.logging.loadBalancerSampleRate },
      iap: { enabled: behindIap },
      // Serverless backends have no health checks; outlier detection moves traffic away from a failing region. Identity-Aware Proxy excludes it.
      ...(groups.length > 1 && !behindIap
        ? {
            outlierDetection: {
              consecutiveErrors: 5,
              interval: { seconds: 10 },
              baseEjectionTime: { seconds: 30 },
              maxEjectionPercent: 50,
            },
          }
        : {}),
      lifecycle: {
        // Google answers with a blank for its own OAuth client, and keeps an id after the proxy is turned off, which provider 6.50.0 cannot remove (hashicorp/terraform-provider-google#26378). A client of the console is set on the proxy itself, docs/how-to/identity-aware-proxy.md.
        ignoreChanges: ["iap[0].oauth2_client_id"],
      },
    });
    this.path = `projects/${project}/global/backendServices/${backend.name}`;
    if (behindIap) this.grantIapAccess(environment, service, backend);
  }

  /** Admits the environment's members through Identity-Aware Proxy, and the service agent of uptime checks. */
  private grantIapAccess(environment: Environment, { crossOrigin }: Service, backend: ComputeBackendService): void {
    if (environment.access.kind !== "iap") return;
    if (crossOrigin && !usesConsoleClient(environment)) this.passPreflights(environment, backend);
    for (const member of environment.access.members) this.addAccessor(backend, member, member);
    this.addAccessor(backend, "uptime-checks", serviceAgentMember(environment, "monitoring"));
  }

  /** Lets OPTIONS through. The resource replaces all settings of the proxy, so there is none where people keep an OAuth client in them. */
  private passPreflights({ project }: Environment, backend: ComputeBackendService): void {
    new IapSettings(this, "ProxySettings", {
      name: `projects/${project.number}/iap_web/compute/services/${backend.name}`,
      accessSettings: { corsSettings: { allowHttpOptions: true } },
    });
  }

  private addAccessor(backend: ComputeBackendService, id: string, member: string): void {
    new IapWebBackendServiceIamMember(this, `Accessor-${id}`, {
      webBackendService: backend.name,
      role: "roles/iap.httpsResourceAccessor",
      member,
    });
  }
}
