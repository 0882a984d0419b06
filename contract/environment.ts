import { z } from "zod";
import { clusterSettings } from "../constructs/gke/schema";
import { databaseSettings } from "../constructs/cloud-sql/schema";
import {
  domain,
  email,
  fraction,
  slug,
  labelValue,
  member,
  privateRange,
  region,
  sourceRange,
  text,
  wholeNumber,
} from "./fields";
import { firestoreSettings } from "../constructs/firestore/schema";
import { notifications } from "../constructs/cloud-monitoring/schema";
import type { Platform } from "./platform-schema";
import { quotaPreference } from "../constructs/cloud-quotas/schema";
import { signedUrlKeys } from "../constructs/load-balancing/schema";
import { serviceOverride, type ServiceEntry, type ServiceOverride } from "./service-entry";
import { usage } from "./usage";

export const weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
const weekday = z.enum(weekdays);

/** What differs between environments. */
export const environmentSchema = z.strictObject({
  /** Part of every stack id, so it is permanent; 2 to 10 of a-z and 0-9. */
  name: z.string().regex(/^[a-z][a-z0-9]{1,9}$/, "must be 2 to 10 of a-z and 0-9, starting with a letter"),
  /** Protected data cannot be destroyed by Terraform; a disposable environment can, all of it. */
  protection: z.enum(["protected", "disposable"]),
  /**
   * Keys with which stores encrypt: the environment's own in Cloud KMS, or
   * Google's. Keys outlive everything, so an environment that is destroyed and
   * made again is better off without.
   */
  encryption: z.enum(["customer-managed", "google-default"]),
  project: z.strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "must be 6 to 30 of a-z, 0-9 and '-', starting with a letter"),
    /** Google names its service agents after it. `gcloud projects describe` tells it. */
    number: z.string().regex(/^\d{6,19}$/, "must be the project's number as a string of digits"),
  }),
  /** Starts the names of services, networks and the load balancer. */
  namePrefix: slug,
  /** Where data lives. One of `regions`. */
  primaryRegion: z.string(),
  /** Where services run; the keys are Google's region names. */
  regions: z
    .record(
      region,
      z.strictObject({
        /** Subnet of the services; /26 or larger. */
        subnetRange: privateRange,
        /** Secondary ranges for the GPU cluster. @default - no cluster in this region */
        clusterRanges: z.strictObject({ pods: privateRange, services: privateRange }).optional(),
      }),
    )
    .refine((regions) => Object.keys(regions).length > 0, "must name at least one region"),
  /** Host of the load balancer; services with a host of their own stand in front of it. */
  domain,
  /** Name of the Cloud DNS zone in this project that serves `domain`. @default - the records are outputs for whoever runs DNS */
  dnsZone: z
    .string()
    .regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, "must be the zone's name, such as 'app-example-com', not its domain")
    .optional(),
  /** Who may call the public services: everyone, or named members through Identity-Aware Proxy. */
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
        /** Google manages the OAuth client for users of its own organization; others need a client made in the console. */
        oauthClient: z.enum(["google-managed", "console"]),
      }),
    ],
    { error: 'must be { kind: "public" }, or { kind: "iap" } with members and oauthClient' },
  ),
  cloudArmor: z.strictObject({
    enabled: z.boolean(),
    /** Whether requests that look like attacks are refused, or only logged while false alarms are looked for. */
    firewallMode: z.enum(["enforce", "preview"]),
    /** Alerts on layer-7 attacks; its full signatures need Cloud Armor Enterprise. */
    adaptiveProtection: z.boolean(),
    /** Requests a minute that one client address may send. */
    requestsPerMinute: wholeNumber.min(1),
    /** WebSockets a minute that one client address may open. */
    websocketHandshakesPerMinute: wholeNumber.min(1),
    /** Sources without a rate limit, such as the load test's. The web application firewall still sees them. */
    rateLimitExemptRanges: z.array(sourceRange).max(10, "Cloud Armor takes 10 ranges in a rule"),
  }),
  logging: z.strictObject({
    /** Share of the requests that the load balancer logs. */
    loadBalancerSampleRate: fraction,
    /** Share of the packets that the flow logs sample. */
    flowLogSampleRate: fraction,
  }),
  vertex: z.strictObject({
    /** Region of the model's endpoint. */
    location: z.string().regex(/^([a-z]+-[a-z]+\d+|global)$/, "must be a region like 'us-central1', or 'global'"),
    model: text
      .min(1)
      .refine((id) => !id.startsWith("gemini-2.0") && !id.startsWith("gemini-1."), "is retired; name a current model"),
    /** Sessions of the Live API that the project may hold at once. More than Google's 1,000 need provisioned throughput. Google, "Start and manage live sessions". */
    liveSessions: wholeNumber.min(1).default(1000),
    /** What the load test must carry, of calls and tokens a minute; dashboards draw it. @default - nothing is expected */
    expectedPeak: z
      .strictObject({ requestsPerMinute: wholeNumber.min(1), tokensPerMinute: wholeNumber.min(1) })
      .optional(),
  }),
  conversationEnabled: z.boolean(),
  textToSpeech: z.strictObject({
    enabled: z.boolean(),
    /** Spend at which the application stops speaking for the day; US dollars. */
    dailyLimitUsd: z.number().gt(0, "must be more than 0"),
  }),
  /** Interval at which the WebSocket services ping; seconds. */
  websocketPingSeconds: wholeNumber.min(5).max(60),
  retentionDays: z.strictObject({
    /** Replaced and deleted objects. */
    noncurrentVersions: wholeNumber.min(1),
    /** Archived conversations. */
    history: wholeNumber.min(1),
    /** What users sent for production. */
    uploads: wholeNumber.min(1),
    accessLogs: wholeNumber.min(1),
    /** Log entries of everything but the audit trail. */
    logs: wholeNumber.min(1).max(3650),
  }),
  audit: z.strictObject({
    /** Days that the audit trail is kept. */
    retentionDays: wholeNumber.min(1).max(3650),
    /** Whether even an owner is kept from shortening it. Google, "Bucket Lock": nobody can ever undo a lock. */
    retentionLock: z.enum(["unlocked", "locked-for-ever"]),
  }),
  /** Branch from which workflows apply, once it has been merged there. */
  deployBranch: z
    .string()
    .max(200)
    .regex(
      /^(?!refs\/)(?!.*(\.\.|\/\/|\.lock$|[./]$))\w[\w./-]*$/,
      "must be a branch like 'main', without 'refs/heads/'",
    ),
  /** Hour of the week in which Google may update the database and the cluster; UTC. */
  maintenanceWindow: z.strictObject({ day: weekday, hour: wholeNumber.min(0).max(23) }),
  /** Cloud SQL for PostgreSQL. @default - none, so no service may declare `cloudSql` */
  cloudSql: databaseSettings.optional(),
  /** @default - none, so no service may declare `firestore` */
  firestore: firestoreSettings.optional(),
  /** The GPU cluster. @default - none */
  cluster: clusterSettings.optional(),
  /** Keys of signed URLs that the CDN's backends have, the newest first; docs/first-deploy.md adds one. @default - the CDN delivers nothing signed */
  signedUrlKeys,
  secretRotation: z.strictObject({
    periodDays: wholeNumber.min(1),
    /** First reminder, RFC 3339 in UTC. Written, never computed: a clock would change every synth. */
    firstAt: z.iso.datetime({ error: "must be a time in UTC like '2027-01-04T09:00:00Z'" }),
  }),
  /** Version of a secret that the services read. @default - 1 where protected, `latest` where disposable */
  secretVersions: z.record(slug, wholeNumber.min(1)),
  contacts: z.strictObject({ primary: email, secondary: email, escalation: email }),
  channels: z.strictObject({
    /** Slack channel for what can wait until the morning. @default - e-mail only */
    slack: z
      .string()
      .regex(/^#[a-z0-9_-]{1,79}$/, "must be a channel like '#parley-alerts'")
      .optional(),
    /** Pages the on-call. */
    pagerDuty: z.boolean(),
  }),
  /** Who hears of an alert of each severity. */
  notifications,
  /** Quotas that Google is asked to change. @default - none */
  quotas: z.record(slug, quotaPreference).default({}),
  /** What is expected of it in a month, from which its cost is estimated. */
  usage,
  budget: z.strictObject({
    billingAccount: z.string().regex(/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, "must be like '012345-6789AB-CDEF01'"),
    /** At least the estimate of docs/cost.md; US dollars. */
    monthlyUsd: wholeNumber.min(1),
  }),
  /** Team that answers for the environment; a label on everything. */
  owner: labelValue,
  /** Further labels on everything, such as a cost centre. */
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
  /** Perimeter around Vertex AI and Secret Manager; needs an organization's access policy. @default - none */
  vpcServiceControls: z
    .strictObject({
      accessPolicy: z.string().regex(/^\d+$/, "must be the access policy's number"),
      mode: z.enum(["dry-run", "enforced"]),
    })
    .optional(),
  services: z.record(slug, serviceOverride),
});
/** What people write in environments/<name>.ts. */
export type EnvironmentSpec = z.input<typeof environmentSchema>;

/** A service as one environment has it. */
export type Service = ServiceEntry &
  Pick<ServiceOverride, "release" | "external"> & {
    readonly key: string;
    /** What a request from outside must pass. Meaningless where there is no route. */
    readonly access: "public" | "iap";
  };

/** An environment that has passed every rule, with its services resolved: the one value from which everything is derived. */
export type Environment = Omit<z.output<typeof environmentSchema>, "services"> &
  Omit<Platform, "services"> & { readonly services: readonly Service[] };

export type Protection = Environment["protection"];

/** Serving regions in a stable order, the primary first. */
export function servingRegions(environment: Pick<Environment, "regions" | "primaryRegion">): string[] {
  const isPrimary = (region: string): boolean => region === environment.primaryRegion;
  const regions = Object.keys(environment.regions).sort();
  return [...regions.filter(isPrimary), ...regions.filter((region) => !isPrimary(region))];
}

/**
 * Whether a service hands out signed URLs to which browsers upload. On Cloud Run
 * there is no key to sign with, so it signs through the IAM Credentials API, as itself.
 */
export function signsUploadUrls(
  environment: Pick<Environment, "buckets">,
  service: Pick<Service, "appends" | "writes">,
): boolean {
  return [...service.appends, ...service.writes].some((bucket) => {
    const entry = environment.buckets[bucket];
    return entry?.contents === "records" && entry.browserUploads;
  });
}
