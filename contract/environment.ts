import { z } from "zod";
import { cloudArmorSettings } from "../constructs/cloud-armor/schema";
import { clusterSettings } from "../constructs/gke/schema";
import { databaseSettings } from "../constructs/cloud-sql/schema";
import { domain, email, fraction, slug, labelValue, member, privateRange, region, wholeNumber } from "./fields";
import { firestoreSettings } from "../constructs/firestore/schema";
import { escalationCall, notifications } from "../constructs/cloud-monitoring/schema";
import type { Catalog } from "./catalog-schema";
import { quotaPreference } from "../constructs/cloud-quotas/schema";
import { signedUrlKeys } from "../constructs/load-balancing/schema";
import {
  directVpcQuota,
  serviceOverride,
  type ServiceEntry,
  type ServiceOverride,
} from "../constructs/cloud-run/schema";
import { vertexSettings } from "../constructs/vertex-ai/schema";
import { retiringParts, retiringStores } from "./retiring-schema";
import { dnsZone, domainAlias } from "./domain-alias";
import { usage } from "./usage";

export const weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
const weekday = z.enum(weekdays);

/** Stores that an environment has at most once. A protected one is removed by its line in `retiring`, which has the same name. */
const stores = {
  /** Cloud SQL for PostgreSQL. @default - none, so no service may declare `cloudSql` */
  cloudSql: databaseSettings.optional(),
  /** Firestore. @default - none, so no service may declare `firestore` */
  firestore: firestoreSettings.optional(),
};
/** Field of an environment that declares such a store. */
export type StoreField = keyof typeof stores;

/** Settings that differ between environments. */
export const environmentSchema = z.strictObject({
  /** 2 to 10 of a-z and 0-9. Part of every stack id and so of every state's path: permanent. */
  name: z.string().regex(/^[a-z][a-z0-9]{1,9}$/, "must be 2 to 10 of a-z and 0-9, starting with a letter"),
  /** `protected`: Terraform refuses to destroy data. `disposable`: Terraform can destroy every resource. */
  protection: z.enum(["protected", "disposable"]),
  /**
   * Keys that encrypt the stores: the environment's own in Cloud KMS, or
   * Google's. Cloud KMS never deletes a key's name, so an environment that is
   * destroyed and recreated should use `google-default`.
   */
  encryption: z.enum(["customer-managed", "google-default"]),
  project: z.strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "must be 6 to 30 of a-z, 0-9 and '-', starting with a letter"),
    /** From `gcloud projects describe`. The addresses of Google's service agents contain it. */
    number: z.string().regex(/^\d{6,19}$/, "must be the project's number as a string of digits"),
  }),
  /** Prefix of the names of services, networks and the load balancer. */
  namePrefix: slug,
  /** Region of the data. One of `regions`. */
  primaryRegion: z.string(),
  /** Regions in which services run, keyed by Google's region name. */
  regions: z
    .record(
      region,
      z.strictObject({
        /** Range of the services' subnet in CIDR notation; /26 or larger. */
        subnetRange: privateRange,
        /** Secondary ranges of the subnet, for the GPU cluster's pods and Kubernetes services. @default - no cluster in this region */
        clusterRanges: z.strictObject({ pods: privateRange, services: privateRange }).optional(),
      }),
    )
    .refine((regions) => Object.keys(regions).length > 0, "must name at least one region"),
  /** DNS name of the load balancer. A service with `route.host` uses a subdomain of it. */
  domain,
  /** Name of the Cloud DNS zone in this project that serves `domain`. @default - the records are stack outputs, to be created elsewhere */
  dnsZone: dnsZone.optional(),
  /**
   * Further domains at which every host is served equally, each with its Cloud DNS zone in this project or "by-hand": the next or the former
   * one while the domain changes (docs/how-to/change-a-host.md). @default - none
   */
  domainAliases: z.record(domain, domainAlias).default({}),
  /**
   * The domain with which the environment was first deployed. Its certificates are at addresses without a domain, and
   * those of another domain at addresses with it, so this stays when the domain changes. @default - `domain`
   */
  firstDomain: domain.optional(),
  /** Who may call the routed services: everyone, or the listed members through Identity-Aware Proxy. */
  access: z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("public") }),
      z.strictObject({
        kind: z.literal("iap"),
        members: z
          .array(member)
          .min(1)
          .refine((members) => new Set(members).size === members.length, "names somebody twice"),
        /** `google-managed` admits users of the project's own organization only; for others, create an OAuth client in the console. */
        oauthClient: z.enum(["google-managed", "console"]),
      }),
    ],
    { error: 'must be { kind: "public" }, or { kind: "iap" } with members and oauthClient' },
  ),
  cloudArmor: cloudArmorSettings,
  logging: z.strictObject({
    /** Share of the requests that the load balancer logs, 0 to 1. */
    loadBalancerSampleRate: fraction,
    /** Share of the packets that VPC Flow Logs sample, 0 to 1. */
    flowLogSampleRate: fraction,
  }),
  vertex: vertexSettings,
  conversationEnabled: z.boolean(),
  textToSpeech: z.strictObject({
    enabled: z.boolean(),
    /** Daily spend at which the application stops synthesizing speech; US dollars. */
    dailyLimitUsd: z.number().gt(0, "must be more than 0"),
  }),
  /** Ping interval of the WebSocket services; seconds. */
  websocketPingSeconds: wholeNumber.min(5).max(60),
  retentionDays: z.strictObject({
    /** Replaced and deleted objects (noncurrent versions). */
    noncurrentVersions: wholeNumber.min(1),
    /** Archived conversations. */
    history: wholeNumber.min(1),
    /** Files that users uploaded for a media production. */
    uploads: wholeNumber.min(1),
    accessLogs: wholeNumber.min(1),
    /** All log entries except the audit trail. */
    logs: wholeNumber.min(1).max(3650),
  }),
  audit: z.strictObject({
    /** Days for which the audit trail is kept. */
    retentionDays: wholeNumber.min(1).max(3650),
    /** A lock keeps even an owner from shortening the retention. It is irreversible: Google, "Bucket Lock". */
    retentionLock: z.enum(["unlocked", "locked-for-ever"]),
  }),
  /** Git branch whose workflows may apply this environment. */
  deployBranch: z
    .string()
    .max(200)
    .regex(
      /^(?!refs\/)(?!.*(\.\.|\/\/|\.lock$|[./]$))\w[\w./-]*$/,
      "must be a branch like 'main', without 'refs/heads/'",
    ),
  /** Start of the weekly hour in which Google may update the database and the cluster; UTC. */
  maintenanceWindow: z.strictObject({ day: weekday, hour: wholeNumber.min(0).max(23) }),
  ...stores,
  /** The GPU cluster. @default - none */
  cluster: clusterSettings.optional(),
  /** Names of the CDN backends' signing keys for signed URLs, newest first; docs/first-deploy.md adds one. Empty: the CDN serves no signed URL. */
  signedUrlKeys,
  secretRotation: z.strictObject({
    periodDays: wholeNumber.min(1),
    /** First rotation reminder, RFC 3339 in UTC. A literal: a value computed from the clock would change every synth. */
    firstAt: z.iso.datetime({ error: "must be a time in UTC like '2027-01-04T09:00:00Z'" }),
  }),
  /** Map from secret to the version that the services read. @default of a secret that is not listed - 1 where protected, `latest` where disposable */
  secretVersions: z.record(slug, wholeNumber.min(1)),
  contacts: z.strictObject({ primary: email, secondary: email, escalation: email }),
  /** How the escalation contact is called at night; required where pages wake somebody. @default - by e-mail only */
  escalationCall: escalationCall.optional(),
  channels: z.strictObject({
    /** Slack channel for notifications that can wait until the morning. @default - no Slack */
    slack: z
      .string()
      .regex(/^#[a-z0-9_-]{1,79}$/, "must be a channel like '#parley-alerts'")
      .optional(),
    /** Whether PagerDuty pages the on-call. */
    pagerDuty: z.boolean(),
  }),
  /** Map from severity to the notification channels of its alerts. */
  notifications,
  /** Quota changes to request from Google. @default - none */
  quotas: z.record(slug, quotaPreference).default({}),
  /** Quota that Google granted for Cloud Run instances in the network; lets `scale.max` exceed 100. @default - none was granted */
  directVpcQuota: directVpcQuota.optional(),
  /** Expected usage in a month, from which the cost and the model's peak are estimated. */
  usage,
  budget: z.strictObject({
    billingAccount: z.string().regex(/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, "must be like '012345-6789AB-CDEF01'"),
    /** What the owner wants to hear about, from a quarter of it on; US dollars a month. It need not cover the estimate of docs/cost.md. */
    monthlyUsd: wholeNumber.min(1),
    /** The same for Vertex AI alone, which can cost more in a day than everything else in a month. @default - the model has no budget of its own */
    modelMonthlyUsd: wholeNumber.min(1).optional(),
  }),
  /** Team that is responsible for the environment; a label on every resource. */
  owner: labelValue,
  /** Further labels on every resource, such as a cost centre. */
  labels: z.record(
    z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,62}$/, "must be 1 to 63 of a-z, 0-9 and '_'; a '-' would be rewritten to '_'")
      .refine(
        (name) => !["owner", "environment", "layer", "service", "version"].includes(name),
        "is a label that Parley sets",
      ),
    labelValue,
  ),
  /** VPC Service Controls perimeter around Vertex AI and Secret Manager; needs an access policy of the organization. @default - none */
  vpcServiceControls: z
    .strictObject({
      accessPolicy: z.string().regex(/^\d+$/, "must be the access policy's number"),
      mode: z.enum(["dry-run", "enforced"]),
    })
    .optional(),
  services: z.record(slug, serviceOverride),
  /**
   * Services of catalog.ts that this environment does not have. The queues that they receive, the databases that they
   * own and the secrets that only they use go with them. @default - it has every service
   */
  excludedServices: z
    .array(slug)
    .refine((services) => new Set(services).size === services.length, "names a service twice")
    .default([]),
  /** What is about to be taken away from a protected environment. @default - everything stays guarded */
  retiring: z.strictObject({ ...retiringParts, ...retiringStores(stores) }).prefault({}),
});
/** An environment as written in environments/<name>.ts, before defaults. */
export type EnvironmentSpec = z.input<typeof environmentSchema>;

/** A service with the overrides of one environment applied. */
export type Service = ServiceEntry &
  Pick<ServiceOverride, "release" | "external"> & {
    readonly slug: string;
    /** Whether a request from outside must pass Identity-Aware Proxy. Has no effect without a route. */
    readonly access: "public" | "iap";
  };

/** An environment that has passed every rule, with its services resolved. Every resource is derived from this value. */
export type Environment = Omit<z.output<typeof environmentSchema>, "services"> &
  Omit<Catalog, "services"> & { readonly services: readonly Service[] };

export type Protection = Environment["protection"];

/** Serving regions in a stable order, the primary first. */
export function servingRegions(environment: Pick<Environment, "regions" | "primaryRegion">): string[] {
  const isPrimary = (region: string): boolean => region === environment.primaryRegion;
  const regions = Object.keys(environment.regions).sort();
  return [...regions.filter(isPrimary), ...regions.filter((region) => !isPrimary(region))];
}
