import { createHash } from "node:crypto";
import type { Environment, Service } from "./environment";

/**
 * Every name that two layers share, as pure functions of the environment: the
 * layer that makes a thing and the layers that use it compute the same string,
 * so that any layer plans alone, offline and with real names.
 */
type Named = Pick<Environment, "name" | "project" | "namePrefix">;

export type Layer = "foundation" | "data" | "runtime" | "operations";

/** Permanent: it is also the prefix of the stack's state. */
export const stackId = (environment: Named, layer: Layer): string => `${environment.name}-${layer}`;
export const stateBucketName = (environment: Named): string => `${environment.project.id}-tfstate`;

/** Bucket names are global, so each starts with the project id, which is too. */
export const bucketName = (environment: Named, bucket: string): string => `${environment.project.id}-${bucket}`;
export const serviceName = (environment: Named, service: Pick<Service, "key" | "external">): string =>
  service.external?.serviceName ?? `${environment.namePrefix}-${service.key}`;
export const accountId = (service: Pick<Service, "key" | "accountId">): string =>
  service.accountId ?? `${service.key}-service`;
export const serviceAccountEmail = (
  environment: Named,
  service: Pick<Service, "key" | "accountId" | "external">,
): string =>
  service.external?.accountEmail ?? `${accountId(service)}@${environment.project.id}.iam.gserviceaccount.com`;
/** Role ids take no hyphen. Google, "Create and manage custom roles". */
export const customRoleId = (service: Pick<Service, "key">): string => `${camel(service.key)}Service`;

export const networkName = (environment: Named): string => environment.namePrefix;
export const subnetworkName = (environment: Named, region: string): string => `${environment.namePrefix}-${region}`;
/** Firewall rules open the internet to instances with this network tag. */
export const internetEgressTag = "internet-egress";

export const repositoryId = (environment: Named): string => environment.namePrefix;
export const imageReference = (environment: Named & Pick<Environment, "primaryRegion">, image: string): string =>
  `${environment.primaryRegion}-docker.pkg.dev/${environment.project.id}/${repositoryId(environment)}/${image}`;

export const topicPath = (environment: Named, topic: string): string =>
  `projects/${environment.project.id}/topics/${topic}`;
export const subscriptionName = (topic: string): string => `${topic}-sub`;
export const subscriptionPath = (environment: Named, topic: string): string =>
  `projects/${environment.project.id}/subscriptions/${subscriptionName(topic)}`;
/** Topic on which Secret Manager announces that a rotation is due. */
export const rotationTopic = "secret-rotation";
/** Secret that holds the OAuth client's secret where Identity-Aware Proxy uses a client made in the console. */
export const oauthClientSecret = "oauth-client-secret";

/** Unique in the organization's access policy, which all environments share; takes letters, digits and '_' only. */
export const perimeterName = (environment: Named): string =>
  `${environment.namePrefix}-${environment.name}`.replaceAll("-", "_");

/** Volume of a mount path: `/app/.cache` becomes `app-cache`. */
export const volumeName = (mountPath: string): string =>
  mountPath
    .split(/[^a-z0-9]+/i)
    .filter(Boolean)
    .join("-")
    .toLowerCase();

/** Name of a part of the load balancer. */
export const loadBalancerName = (environment: Named, part: string): string => `${environment.namePrefix}-${part}`;
/** Name of a service's or a site bucket's backend. */
export const backendName = (environment: Named, key: string): string => loadBalancerName(environment, `${key}-backend`);
/** Host names may differ only where '-' stands for '.', so a hash keeps the names apart. */
export const hostResourceName = (environment: Named, host: string): string =>
  `${environment.namePrefix}-${host.replaceAll(".", "-").slice(0, 40).replace(/-$/, "")}-${shortHash(host)}`;

/** Host at which a service answers. */
export const serviceHost = (environment: Pick<Environment, "domain">, route: { host?: string | undefined }): string =>
  route.host === undefined ? environment.domain : `${route.host}.${environment.domain}`;

const agents = {
  /** Identity-Aware Proxy calls Cloud Run as this. */
  iap: "gcp-sa-iap",
  /** Secret Manager publishes rotations as this. */
  secretManager: "gcp-sa-secretmanager",
  /** Uptime checks authenticate as this. */
  monitoring: "gcp-sa-monitoring-notification",
  /** The load balancer reads a private backend bucket as this. Google, "Configure private bucket access" (Cloud CDN). */
  loadBalancer: "https-lb",
} as const;

/** IAM member of a Google-managed service agent; follows from the project number, so no data source asks for it. */
export const serviceAgentMember = (environment: Named, agent: keyof typeof agents): string =>
  `serviceAccount:service-${environment.project.number}@${agents[agent]}.iam.gserviceaccount.com`;

/** Revision named from everything that makes it: the same image and configuration give the same name. */
export const revisionName = (service: string, template: unknown): string =>
  `${service}-${shortHash(JSON.stringify(template))}`;

/** Construct id of a key: `audio-cache` becomes `AudioCache`. Distinct keys give distinct ids. */
export const constructId = (key: string): string =>
  key
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const camel = (key: string): string => key.charAt(0) + constructId(key).slice(1);
const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
