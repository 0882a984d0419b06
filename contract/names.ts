import { createHash } from "node:crypto";
import type { DatabaseSettings } from "../constructs/cloud-sql/schema";
import type { Environment, Service } from "./environment";

/**
 * Every name that two layers share, as pure functions of the environment: the
 * layer that makes a thing and the layers that use it compute the same string,
 * so that any layer plans alone, offline and with real names.
 */
type Named = Pick<Environment, "name" | "project" | "namePrefix">;

export type Layer = "bootstrap" | "foundation" | "data" | "runtime" | "operations";

/**
 * Permanent: it is also the prefix of the stack's state. Bootstrap stands the
 * other way round, so that `dev-*` names the layers that the pipeline deploys and
 * not the stack that decides what the pipeline may do.
 */
export const stackId = (environment: Pick<Environment, "name">, layer: Layer): string =>
  layer === "bootstrap" ? `bootstrap-${environment.name}` : `${environment.name}-${layer}`;
export const stateBucketName = (environment: Named): string => `${environment.project.id}-tfstate`;

/** Bucket names are global, so each starts with the project id, which is too. */
export const bucketName = (environment: Named, bucket: string): string => `${environment.project.id}-${bucket}`;
export const serviceName = (environment: Named, service: Pick<Service, "key" | "external">): string =>
  service.external?.serviceName ?? `${environment.namePrefix}-${service.key}`;
export const accountId = (service: Pick<Service, "key" | "accountId">): string =>
  service.accountId ?? `${service.key}-service`;
/** Address of a service account of the environment's own project. */
export const accountEmail = ({ project }: Pick<Environment, "project">, id: string): string =>
  `${id}@${project.id}.iam.gserviceaccount.com`;
export const serviceAccountEmail = (
  environment: Named,
  service: Pick<Service, "key" | "accountId" | "external">,
): string => service.external?.accountEmail ?? accountEmail(environment, accountId(service));
/** Id under which Cloud Monitoring keeps a service's objectives. */
export const sloServiceId = (environment: Named, service: Pick<Service, "key" | "external">): string =>
  serviceName(environment, service);
/** Role ids take no hyphen. Google, "Create and manage custom roles". */
export const customRoleId = (service: Pick<Service, "key">): string => `${camel(service.key)}Service`;

export const networkName = (environment: Named): string => environment.namePrefix;
export const subnetworkName = (environment: Named, region: string): string => `${environment.namePrefix}-${region}`;
/** A reference to the network's name orders what takes the path after it. */
export const networkPath = (environment: Named, name = networkName(environment)): string =>
  `projects/${environment.project.id}/global/networks/${name}`;
export const subnetworkPath = (environment: Named, region: string): string =>
  `projects/${environment.project.id}/regions/${region}/subnetworks/${subnetworkName(environment, region)}`;
/** Secondary ranges of the cluster's subnet. */
export const podsRangeName = "pods";
export const servicesRangeName = "services";
/** Firewall rules open the internet to instances with this network tag. */
export const internetEgressTag = "internet-egress";

/** Address range of the network in which Google's own networks, such as the database's, take theirs. */
export const privateServicesRangeName = (environment: Named): string => `${environment.namePrefix}-private-services`;
/** Firewall rules open the database to instances with this network tag. */
export const databaseClientTag = "database-client";
/** Firewall rules open the cluster's ways to instances with this network tag. */
export const clusterNodeTag = "cluster-node";

export const clusterName = (environment: Named): string => `${environment.namePrefix}-gpu`;
export const gpuPoolName = (pool: string): string => `${pool}-gpu-pool`;
export const nodeAccountId = (environment: Named): string => `${environment.namePrefix}-gpu-nodes`;
export const nodeAccountEmail = (environment: Named): string => accountEmail(environment, nodeAccountId(environment));

/** A database's settings, or those of a replica. */
type Generation = Pick<DatabaseSettings, "generation">;
/** Carries the generation, since a deleted instance's name is taken for a week. */
export const databaseInstanceName = ({ namePrefix }: Named, { generation }: Generation): string =>
  `${namePrefix}-postgres-${generation}`;
export const databaseReplicaName = ({ namePrefix }: Named, replica: string, { generation }: Generation): string =>
  `${namePrefix}-postgres-${replica}-${generation}`;
/** What connectors call the instance. */
export const databaseConnectionName = (
  environment: Named & Pick<Environment, "primaryRegion">,
  database: Generation,
): string => `${environment.project.id}:${environment.primaryRegion}:${databaseInstanceName(environment, database)}`;
/** PostgreSQL takes no hyphen without quotes. */
export const databaseName = (key: string): string => key.replaceAll("-", "_");
/** An account's user in PostgreSQL is its e-mail without this end. Google, "Manage users with IAM database authentication". */
export const databaseUser = (email: string): string => email.replace(/\.gserviceaccount\.com$/, "");

export const auditBucketName = (environment: Named): string => bucketName(environment, auditBucket);
/** Key of a bucket that no entry may take. */
export const auditBucket = "audit-logs";

export const planAccountId = "terraform-plan";
export const applyAccountId = "terraform-apply";

export const repositoryId = (environment: Named): string => environment.namePrefix;
export const imageReference = (environment: Named & Pick<Environment, "primaryRegion">, image: string): string =>
  `${environment.primaryRegion}-docker.pkg.dev/${environment.project.id}/${repositoryId(environment)}/${image}`;

export const topicPath = (environment: Named, topic: string): string =>
  `projects/${environment.project.id}/topics/${topic}`;
export const deadLetterTopic = (queue: string): string => `${queue}-dlq`;
export const subscriptionName = (topic: string): string => `${topic}-sub`;
export const subscriptionPath = (environment: Named, topic: string): string =>
  `projects/${environment.project.id}/subscriptions/${subscriptionName(topic)}`;
/** Account as which Pub/Sub pushes a queue's messages. */
export const pushAccountId = (queue: string): string => `${queue}-push`;
export const pushAccountEmail = (environment: Named, queue: string): string =>
  accountEmail(environment, pushAccountId(queue));
/**
 * Address of a service in one region, known before it exists, with the project
 * number in it. Google, "Deterministic URL" (Cloud Run).
 */
export const serviceUrl = (environment: Named, name: string, region: string): string =>
  `https://${name}-${environment.project.number}.${region}.run.app`;
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
