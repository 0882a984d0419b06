import { ComputeUrlMap } from "@cdktf/provider-google/lib/compute-url-map";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { hostRoutes, type RouteTarget } from "../../contract/routes";
import { hostResourceName, loadBalancerName } from "./names";

export interface RoutingProps {
  readonly environment: Environment;
  /** Returns the path of the backend of a service or a bucket. */
  readonly backendOf: (target: RouteTarget) => string;
}

/**
 * The URL map, which routes hosts and paths to backends. It is derived from the
 * entries; a path that no entry lists goes to the fallback service.
 */
export class Routing extends Construct {
  /** Path for the HTTPS proxy, known at plan time; a resource that uses it depends on the URL map. */
  readonly path: string;

  constructor(scope: Construct, id: string, { environment, backendOf }: RoutingProps) {
    super(scope, id);
    const hosts = hostRoutes(environment);
    const map = new ComputeUrlMap(this, "Default", {
      name: loadBalancerName(environment, "routing"),
      description: "Routes of the public services",
      defaultService: backendOf({ service: hosts[0]!.fallback }),
      hostRule: hosts.map(({ host }) => ({ hosts: [host], pathMatcher: hostResourceName(environment, host) })),
      pathMatcher: hosts.map(({ host, fallback, rules }) => ({
        name: hostResourceName(environment, host),
        defaultService: backendOf({ service: fallback }),
        pathRule: rules.map(({ target, paths }) => ({
          paths: [...paths],
          service: backendOf(target),
        })),
      })),
    });
    this.path = `projects/${environment.project.id}/global/urlMaps/${map.name}`;
  }
}
