import { CertificateManagerCertificate } from "@cdktf/provider-google/lib/certificate-manager-certificate";
import { CertificateManagerCertificateMap } from "@cdktf/provider-google/lib/certificate-manager-certificate-map";
import { CertificateManagerCertificateMapEntry } from "@cdktf/provider-google/lib/certificate-manager-certificate-map-entry";
import { CertificateManagerDnsAuthorization } from "@cdktf/provider-google/lib/certificate-manager-dns-authorization";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import type { Host } from "../../contract/routes";
import { hostResourceName, loadBalancerName } from "../load-balancing/names";

export interface CertificatesProps {
  readonly environment: Environment;
  readonly hosts: readonly Pick<Host, "host" | "key">[];
}

/**
 * A Google-managed certificate for each host, in one certificate map.
 *
 * Each host has its own certificate, so a new host adds a map entry without a change
 * to those that serve. Each is authorized by DNS, so it can be active before the
 * host's address record points here (docs/adr/0009).
 */
export class Certificates extends Construct {
  /** Reference for an HTTPS proxy, known at plan time; a resource that uses it depends on the map. */
  readonly mapReference: string;
  /** Map from host to the CNAME record that proves its ownership to Google. */
  readonly authorizations: ReadonlyMap<string, { readonly name: string; readonly data: string }>;

  constructor(scope: Construct, id: string, { environment, hosts }: CertificatesProps) {
    super(scope, id);
    const project = environment.project.id;
    const map = new CertificateManagerCertificateMap(this, "Default", {
      name: loadBalancerName(environment, "certificates"),
      description: "Certificates of the load balancer, one a host",
    });
    this.mapReference = `//certificatemanager.googleapis.com/projects/${project}/locations/global/certificateMaps/${map.name}`;
    this.authorizations = new Map(
      hosts.map(({ host, key }) => {
        const name = hostResourceName(environment, host);
        const id = (kind: string): string => (key === undefined ? kind : `${kind}-${key}`);
        const authorization = new CertificateManagerDnsAuthorization(this, id("Authorization"), {
          name,
          domain: host,
        });
        const certificate = new CertificateManagerCertificate(this, id("Certificate"), {
          name,
          description: host,
          managed: {
            domains: [host],
            dnsAuthorizations: [`projects/${project}/locations/global/dnsAuthorizations/${authorization.name}`],
          },
        });
        new CertificateManagerCertificateMapEntry(this, id("Entry"), {
          name,
          map: map.name,
          hostname: host,
          certificates: [`projects/${project}/locations/global/certificates/${certificate.name}`],
          // A domain that changes without an alias gets new certificates before the old are destroyed; names contain the host, so both can exist.
          lifecycle: { createBeforeDestroy: true },
        });
        const record = authorization.dnsResourceRecord.get(0);
        return [host, { name: record.name, data: record.data }];
      }),
    );
  }
}
