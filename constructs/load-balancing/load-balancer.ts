import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { cdnOrigins, isRouted, publicHosts, zoneOf, type RouteTarget } from "../../contract/routes";
import type { Service } from "../cloud-run/service";
import { BucketBackend } from "./bucket-backend";
import { Certificates } from "../certificate-manager/certificates";
import { DnsRecords, type DnsRecord } from "../cloud-dns/dns-records";
import { Frontend } from "./frontend";
import { Routing } from "./routing";
import { SecurityPolicy } from "../cloud-armor/security-policy";
import { ServiceBackend } from "./service-backend";

export interface LoadBalancerProps {
  readonly environment: Environment;
  /** Map from key to service. */
  readonly services: ReadonlyMap<string, Service>;
}

/**
 * The global external Application Load Balancer, with all of its parts:
 *
 *     address -> forwarding rule :443 -> HTTPS proxy -> URL map -> backend service -> endpoint group -> Cloud Run
 *                                        |  TLS policy             |  Cloud Armor, Identity-Aware Proxy, log
 *                                        |  certificate map        backend bucket -> private bucket (CDN)
 *             -> forwarding rule :80  -> HTTP proxy  -> redirect to HTTPS
 */
export class LoadBalancer extends Construct {
  /** IPv4 address, known after the first apply. */
  readonly address: string;
  /** DNS records of the hosts: created here where the domain has a zone, otherwise to be entered by hand. */
  readonly dnsRecords: readonly DnsRecord[];

  constructor(scope: Construct, id: string, { environment, services }: LoadBalancerProps) {
    super(scope, id);
    const securityPolicy = environment.cloudArmor.enabled
      ? new SecurityPolicy(this, "SecurityPolicy", { environment })
      : undefined;
    // Ids contain a hyphen, so that no entry's key can clash with the id of a part below.
    const backends = new Map<string, string>();
    for (const service of environment.services.filter(isRouted)) {
      const { nameByRegion } = services.get(service.slug)!;
      const id = targetId({ service: service.slug });
      backends.set(id, new ServiceBackend(this, id, { environment, service, nameByRegion, securityPolicy }).path);
    }
    for (const [bucket, cdn] of cdnOrigins(environment)) {
      const id = `${cdn.signed ? "Delivery" : "Site"}-${bucket}`;
      backends.set(targetId({ bucket }), new BucketBackend(this, id, { environment, bucket, cdn }).path);
    }
    const hosts = publicHosts(environment);
    const certificates = new Certificates(this, "Certificates", { environment, hosts });
    const routing = new Routing(this, "Routing", {
      environment,
      backendOf: (target) => backends.get(targetId(target))!,
    });
    const frontend = new Frontend(this, "Frontend", {
      environment,
      urlMap: routing.path,
      certificateMap: certificates.mapReference,
    });
    this.address = frontend.address;

    this.dnsRecords = hosts.flatMap(({ host, domain, key }): DnsRecord[] => {
      const authorization = certificates.authorizations.get(host)!;
      const zone = zoneOf(environment, domain);
      return [
        { key, zone, name: `${host}.`, type: "A", ttl: 300, value: frontend.address },
        { key, zone, name: authorization.name, type: "CNAME", ttl: 300, value: authorization.data },
      ];
    });
    new DnsRecords(this, "DnsRecords", { records: this.dnsRecords });
  }
}

const targetId = (target: RouteTarget): string =>
  "service" in target ? `Backend-${target.service}` : `Bucket-${target.bucket}`;
