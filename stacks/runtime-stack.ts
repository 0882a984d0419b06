import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Cluster } from "../constructs/gke/cluster";
import { LoadBalancer } from "../constructs/load-balancing/load-balancer";
import { PushSubscription } from "../constructs/pubsub/push-subscription";
import { Service } from "../constructs/cloud-run/service";
import { hostResourceName, serviceHost } from "../constructs/load-balancing/names";
import type { Environment } from "../contract/environment";
import { constructId, stackId } from "../contract/names";
import { receiverOf } from "../contract/queues";
import { domainsOf, isRouted, publicHosts, zoneOf } from "../contract/routes";
import { configureLayer } from "./layer";

/** Resources that a release changes: services with their identities and grants, push subscriptions, the load balancer, and the GPU cluster. */
export class RuntimeStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, stackId(environment, "runtime"));
    configureLayer(this, environment, "runtime");
    const services = new Map(
      environment.services.map((service) => [
        service.slug,
        new Service(this, constructId(service.slug), { environment, service }),
      ]),
    );
    for (const queue of Object.keys(environment.queues)) {
      const service = receiverOf(environment, queue);
      const pathOrPull = service.queues[queue]!;
      if (pathOrPull === "pull") continue;
      const serviceNameReference = services.get(service.slug)!.nameByRegion.get(environment.primaryRegion)!;
      new PushSubscription(this, `Push-${queue}`, {
        environment,
        queue,
        service,
        serviceNameReference,
        path: pathOrPull,
      });
    }
    if (environment.cluster !== undefined) {
      new Cluster(this, "Cluster", { environment, settings: environment.cluster });
    }
    const loadBalancer = new LoadBalancer(this, "LoadBalancer", { environment, services });

    new TerraformOutput(this, "load_balancer_ip", {
      description: "Address to which the A record of every host points",
      value: loadBalancer.address,
    });
    new TerraformOutput(this, "service_urls", {
      description: "Health path of each public service",
      value: Object.fromEntries(
        environment.services
          .filter(isRouted)
          .map(({ slug, route, health }) => [slug, `https://${serviceHost(environment, route)}${health.path}`]),
      ),
    });
    new TerraformOutput(this, "certificate_names", {
      description: "Certificate of each host; serve it only when its state is ACTIVE",
      value: Object.fromEntries(
        publicHosts(environment).map(({ host }) => [host, hostResourceName(environment, host)]),
      ),
    });
    new TerraformOutput(this, "dns_records", {
      description: recordsDescription(environment),
      value: loadBalancer.dnsRecords.map(({ name, type, ttl, value }) => ({ name, type, ttl, value })),
    });
  }
}

/** Which DNS records the layer keeps itself, and which a person enters. */
function recordsDescription(environment: Environment): string {
  const domains = domainsOf(environment);
  const zones = domains.flatMap((domain) => zoneOf(environment, domain) ?? []);
  const byHand = domains.filter((domain) => zoneOf(environment, domain) === undefined);
  const kept = `Records that this layer keeps in the zone ${zones.join(" and ")}`;
  if (zones.length === 0) return "Records to enter where the domain's DNS is run";
  return byHand.length === 0 ? kept : `${kept}; enter those of ${byHand.join(" and ")} where their DNS is run`;
}
