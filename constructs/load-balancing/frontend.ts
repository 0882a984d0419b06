import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ComputeGlobalForwardingRule } from "@cdktf/provider-google/lib/compute-global-forwarding-rule";
import { ComputeSslPolicy } from "@cdktf/provider-google/lib/compute-ssl-policy";
import { ComputeTargetHttpProxy } from "@cdktf/provider-google/lib/compute-target-http-proxy";
import { ComputeTargetHttpsProxy } from "@cdktf/provider-google/lib/compute-target-https-proxy";
import { ComputeUrlMap } from "@cdktf/provider-google/lib/compute-url-map";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { loadBalancerName } from "./names";

export interface FrontendProps {
  readonly environment: Environment;
  /** Path of the URL map. */
  readonly urlMap: string;
  /** Reference to the certificate map. */
  readonly certificateMap: string;
}

/** The public side of the load balancer: one address, HTTPS with TLS 1.2 or newer, and HTTP that only redirects. */
export class Frontend extends Construct {
  /** IPv4 address, known after the first apply. */
  readonly address: string;

  constructor(scope: Construct, id: string, { environment, urlMap, certificateMap }: FrontendProps) {
    super(scope, id);
    const global = `projects/${environment.project.id}/global`;
    const address = new ComputeGlobalAddress(this, "Address", {
      name: loadBalancerName(environment, "lb-ip"),
      description: "Address of the load balancer; DNS points here",
      // Google gives a released address to another customer, who would receive its visitors.
      lifecycle: { preventDestroy: environment.protection === "protected" },
    });
    this.address = address.address;
    const addressPath = `${global}/addresses/${address.name}`;

    const sslPolicy = new ComputeSslPolicy(this, "SslPolicy", {
      name: loadBalancerName(environment, "tls"),
      minTlsVersion: "TLS_1_2",
      profile: "MODERN",
    });
    const https = new ComputeTargetHttpsProxy(this, "HttpsProxy", {
      name: loadBalancerName(environment, "https"),
      urlMap,
      certificateMap,
      sslPolicy: `${global}/sslPolicies/${sslPolicy.name}`,
    });
    new ComputeGlobalForwardingRule(this, "Https", {
      name: loadBalancerName(environment, "https"),
      loadBalancingScheme: "EXTERNAL_MANAGED",
      ipAddress: addressPath,
      ipProtocol: "TCP",
      portRange: "443",
      target: `${global}/targetHttpsProxies/${https.name}`,
    });

    const redirect = new ComputeUrlMap(this, "HttpRedirect", {
      name: loadBalancerName(environment, "http-redirect"),
      description: "Sends HTTP to HTTPS",
      defaultUrlRedirect: { httpsRedirect: true, redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT", stripQuery: false },
    });
    const http = new ComputeTargetHttpProxy(this, "HttpProxy", {
      name: loadBalancerName(environment, "http"),
      urlMap: `${global}/urlMaps/${redirect.name}`,
    });
    new ComputeGlobalForwardingRule(this, "Http", {
      name: loadBalancerName(environment, "http"),
      loadBalancingScheme: "EXTERNAL_MANAGED",
      ipAddress: addressPath,
      ipProtocol: "TCP",
      portRange: "80",
      target: `${global}/targetHttpProxies/${http.name}`,
    });
  }
}
