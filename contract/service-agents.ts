import type { Environment } from "./environment";

interface ServiceAgent {
  /** Domain of the agent's e-mail address; the part before it contains the project number. */
  readonly domain: string;
  /** What creates the agent. IAM refuses a grant to an agent that does not exist. */
  readonly madeBy:
    | { readonly identityOf: string }
    | { readonly enabling: string }
    | { readonly command: "gcloud storage service-agent" }
    | { readonly use: string };
}

/**
 * Service agents: Google's own accounts that act in the project. Google, "Service
 * agents", lists their addresses. Each follows from the project number, so no data
 * source is needed.
 */
export const serviceAgents = {
  /** Identity-Aware Proxy calls Cloud Run as this agent. */
  iap: { domain: "gcp-sa-iap.iam.gserviceaccount.com", madeBy: { identityOf: "iap" } },
  /** Secret Manager publishes rotation reminders and uses the key of secrets as this agent. */
  secretManager: { domain: "gcp-sa-secretmanager.iam.gserviceaccount.com", madeBy: { identityOf: "secretmanager" } },
  /** Uptime checks authenticate as this agent. */
  monitoring: {
    domain: "gcp-sa-monitoring-notification.iam.gserviceaccount.com",
    madeBy: { identityOf: "monitoring" },
  },
  /** Pub/Sub forwards dead letters, signs push requests and uses the key of queues as this agent. */
  pubsub: { domain: "gcp-sa-pubsub.iam.gserviceaccount.com", madeBy: { identityOf: "pubsub" } },
  cloudSql: { domain: "gcp-sa-cloud-sql.iam.gserviceaccount.com", madeBy: { identityOf: "sqladmin" } },
  firestore: { domain: "gcp-sa-firestore.iam.gserviceaccount.com", madeBy: { identityOf: "firestore" } },
  artifactRegistry: {
    domain: "gcp-sa-artifactregistry.iam.gserviceaccount.com",
    madeBy: { identityOf: "artifactregistry" },
  },
  /** Encrypts the cluster's secrets. */
  kubernetesEngine: { domain: "container-engine-robot.iam.gserviceaccount.com", madeBy: { identityOf: "container" } },
  /** Encrypts the disks of the cluster's nodes. */
  computeEngine: {
    domain: "compute-system.iam.gserviceaccount.com",
    madeBy: { enabling: "compute" },
  },
  cloudStorage: {
    domain: "gs-project-accounts.iam.gserviceaccount.com",
    madeBy: { command: "gcloud storage service-agent" },
  },
  /** The load balancer reads a private backend bucket as this agent. Google, "Configure private bucket access" (Cloud CDN). */
  loadBalancer: { domain: "https-lb.iam.gserviceaccount.com", madeBy: { use: "the first backend bucket" } },
  /** Cloud CDN reads the bucket behind signed URLs as this agent. Google, "Use signed URLs" (Cloud CDN). */
  cdnFill: { domain: "cloud-cdn-fill.iam.gserviceaccount.com", madeBy: { use: "the first key of signed URLs" } },
} as const satisfies Record<string, ServiceAgent>;

export type ServiceAgentName = keyof typeof serviceAgents;

/** IAM member of a service agent. */
export const serviceAgentMember = ({ project }: Pick<Environment, "project">, agent: ServiceAgentName): string =>
  `serviceAccount:service-${project.number}@${serviceAgents[agent].domain}`;
