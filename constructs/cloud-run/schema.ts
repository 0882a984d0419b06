import { z } from "zod";
import {
  bounds,
  fraction,
  image,
  slug,
  line,
  memory,
  routePath,
  text,
  unresolved,
  wholeNumber,
} from "../../contract/fields";
import { serviceObjectives } from "../../contract/objectives";
import { received } from "./path-rules";
import { route } from "./route-schema";

/** Values of the environment that `env` may pass to a container; it can pass no others. */
const envVarSource = z.enum([
  "projectId",
  "environment",
  "timeoutSeconds",
  "logLevel",
  "vertexLocation",
  "vertexModel",
  "vertexTextLocation",
  "vertexTextModel",
  "websocketPingSeconds",
  "conversationEnabled",
  "textToSpeechDisabled",
  "textToSpeechDailyLimitUsd",
  "signedUrlKeyName",
]);
export type EnvVarSource = z.infer<typeof envVarSource>;

const envVar = z.union(
  [
    text,
    z.strictObject({
      from: envVarSource,
      /** Map from a value to the word that this service expects instead, such as `{ prod: "production" }`. */
      replace: z.record(z.string(), text).optional(),
    }),
    z.strictObject({ bucket: slug }),
    z.strictObject({ topic: slug }),
    z.strictObject({ subscription: slug }),
  ],
  {
    error: `must be a literal string, { from: ${envVarSource.options.map((name) => `"${name}"`).join(" | ")} }, { bucket }, { topic } or { subscription }`,
  },
);
export type EnvVar = z.infer<typeof envVar>;

/** A container health check. Cloud Run refuses a period above 240 s; a rule refuses a timeout longer than the period. Google, "Configure container health checks". */
const probe = z.strictObject({
  initialDelaySeconds: wholeNumber.min(0).max(240),
  periodSeconds: wholeNumber.min(1).max(240),
  timeoutSeconds: wholeNumber.min(1).max(240),
  failureThreshold: wholeNumber.min(1),
});

const envVarName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, "must be A-Z, 0-9 and '_', starting with a letter")
  .refine(
    (name) => !["PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION"].includes(name),
    "is set by Cloud Run itself",
  )
  .refine(
    (name) => name !== "GOOGLE_APPLICATION_CREDENTIALS",
    "is not needed: the attached service account is the credential",
  );

/** Highest `scale.max` of a service in one region, whatever its quotas. */
const maxInstances = 1000;

/** Instances with Direct VPC egress, which every service has, that Google allows a revision in a region without a request; it gives some regions up to 200. Google, "Cloud Run quotas". */
export const directVpcInstances = 100;

/** A higher limit of the instances with Direct VPC egress, once Google has granted it. */
export const directVpcQuota = z.strictObject({
  /** Google's id of the quota that was raised, as `gcloud beta quotas info list --service=run.googleapis.com` prints it. */
  quotaId: z.string().regex(/^[A-Za-z0-9-]+$/, "must be a quota id as Google lists it"),
  /** Instances of one revision that Google granted; of several serving regions, the lowest grant. */
  granted: wholeNumber.min(directVpcInstances + 1).max(maxInstances),
});

/** Fields of a service that an environment may override. An override replaces the whole value. */
const serviceSize = z.strictObject({
  /** Image in the environment's registry: `name@sha256:<digest>`, or `name:tag` where the environment is disposable. */
  image,
  /** vCPU limit: 1, 2, 4, 6 or 8, or a fraction from 0.08 with its own conditions. */
  cpu: z.number(),
  memory,
  /** True allocates CPU only while a request is served (request-based billing); false allocates it always (instance-based billing). */
  cpuIdle: z.boolean(),
  /** Concurrent requests, or open WebSockets, per instance. */
  concurrency: wholeNumber,
  /** Minimum and maximum number of instances in each serving region. */
  scale: z.strictObject({ min: wholeNumber.min(0), max: wholeNumber.min(1).max(maxInstances) }),
  /** Peak number of concurrent connections over all regions. Required for a WebSocket service. */
  peakSessions: wholeNumber.min(1).optional(),
  /** Passed to the container unchanged, in the case that the service expects. */
  logLevel: z.enum(["debug", "info", "warning", "error", "DEBUG", "INFO", "WARNING", "ERROR"]),
  /** An alert opens when the 95th percentile of request latency exceeds this value; milliseconds. */
  latencyP95Milliseconds: wholeNumber.min(1),
  /** The same for the 99th percentile. @default - twice `latencyP95Milliseconds` */
  latencyP99Milliseconds: wholeNumber.min(1).optional(),
  /** An alert opens when the share of responses with a 5xx status exceeds this value, 0 to 1. */
  errorRatio: fraction,
  /** Service level objectives: availability, latency and, for a WebSocket service, audio quality. */
  objectives: serviceObjectives,
});

const load = z.strictObject({ min: z.number().min(0), max: z.number().min(0) }).superRefine(bounds("min", "max"));

/** A service as all environments share it. One entry in catalog.ts declares one service. */
export const serviceEntry = serviceSize.extend({
  /** Display name; alerts and dashboards show it. */
  title: line(100),
  description: line(256),
  /** Id of the service account, the part before the '@'. @default - the key followed by `-service` */
  accountId: z.string().optional(),
  /** Bounds of `concurrency` in every environment, where a measurement gives some. @default - Cloud Run's own limits */
  concurrencyRange: z
    .strictObject({ min: wholeNumber.min(1), max: wholeNumber.min(1).max(1000) })
    .superRefine(bounds("min", "max"))
    .optional(),
  /** Port that the container listens on. */
  port: wholeNumber.min(1).max(65535),
  /** The service holds long-lived connections: session affinity is on, the CDN is off, and latency is measured per turn instead of per request. */
  websocket: z.boolean().default(false),
  startupCpuBoost: z.boolean().default(true),
  executionEnvironment: z.enum(["gen1", "gen2"]).default("gen2"),
  /** Request timeout, which is also the maximum lifetime of a WebSocket; seconds. */
  timeoutSeconds: wholeNumber,
  cpuIdle: serviceSize.shape.cpuIdle.default(true),
  logLevel: serviceSize.shape.logLevel.default("info"),
  latencyP95Milliseconds: serviceSize.shape.latencyP95Milliseconds.default(2000),
  errorRatio: serviceSize.shape.errorRatio.default(0.05),
  objectives: serviceObjectives.prefault({}),
  /** Map from a routed path, exact or ending in `/*`, to the highest latency of its 99th percentile; milliseconds. @default - the service's own figures apply to every path */
  pathLatencyP99Milliseconds: z.record(routePath, wholeNumber.min(1)).default({}),
  health: z.strictObject({
    /** Path that answers 200 without access to a store. Probes and the uptime check call it. */
    path: z
      .string()
      .refine(
        (path) => /^\/[\w\-./~%]*$/.test(path) && !unresolved.test(path),
        "must be one exact path that starts with '/', without '//', '.', '..' or '%2e'",
      )
      .superRefine(received),
    /** HTTP headers that the probes send. @default - none */
    headers: z.record(text, text).default({}),
    liveness: probe,
    startup: probe.default({ initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 30 }),
  }),
  /** Map from mount path to size, such as `512Mi`. The volume is held in the instance's memory and counts against its limit. */
  inMemoryVolumes: z
    .record(z.string().regex(/^(\/(?!\.\.?(\/|$))[\w.-]+)+$/, "must be an absolute path without '..'"), memory)
    .default({}),
  env: z.record(envVarName, envVar).default({}),
  /** Map from environment variable to the slug of a secret. */
  secrets: z.record(envVarName, slug).default({}),
  /** Buckets whose objects the service reads. */
  reads: z.array(slug).default([]),
  /** Buckets to which the service adds objects, without a right to read, replace or delete any. */
  appends: z.array(slug).default([]),
  /** Buckets whose objects the service reads, adds, replaces and deletes. */
  writes: z.array(slug).default([]),
  /** Queues to which the service publishes messages. */
  publishes: z.array(slug).default([]),
  /** Google APIs that the service calls, apart from those of its stores. */
  calls: z.array(z.enum(["vertex-ai", "text-to-speech", "speech-to-text"])).default([]),
  /** The service reads and writes Firestore documents. */
  firestore: z.boolean().default(false),
  /** Logical database that the service uses; it logs in as its own service account, without a password (IAM authentication). @default - none */
  cloudSql: slug.optional(),
  /** Map from a queue to the path that receives its pushed messages, or to `pull` if the service pulls them. The load balancer never routes to such a path. */
  queues: z
    .record(
      slug,
      z
        .string()
        .regex(/^(pull|(\/(?!\.\.?(\/|$))[\w.~-]+)+)$/, {
          error: (issue) =>
            `must be 'pull' or one exact path that starts with '/', like '/process-job', got '${String(issue.input)}'`,
        })
        .superRefine(received),
    )
    .default({}),
  /** Recovery time objective: minutes from the loss of a zone, or from a bad release, until the service answers again. */
  rtoMinutes: wholeNumber.min(1).default(15),
  /** Range of one instance's normal resource use; the service's dashboard draws both bounds. @default - unknown, nothing is drawn */
  normalLoad: z
    .strictObject({
      cpuUtilization: z.strictObject({ min: fraction, max: fraction }).superRefine(bounds("min", "max")),
      memoryMegabytes: load,
      networkMegabitsPerSecond: load,
    })
    .optional(),
  /** The service calls hosts on the internet other than Google's; its egress firewall is opened. */
  internetEgress: z.boolean().default(false),
  /**
   * Pages of other origins call the service. A browser asks first, by OPTIONS and without a cookie: Identity-Aware Proxy then passes
   * OPTIONS on to the application, which answers them, without a sign-in. Has no effect on a public service. With `oauthClient: "console"`
   * the setting is part of the file in docs/how-to/identity-aware-proxy.md.
   */
  crossOrigin: z.boolean().default(false),
  /** Host and paths that the load balancer routes to the service. @default - internal: no route, ingress from the project only */
  route: route.optional(),
});
export type ServiceEntry = z.output<typeof serviceEntry>;

/** Overrides of one service in one environment. */
export const serviceOverride = serviceSize.partial().extend({
  /** Overrides single figures of the probes; the others come from the entry. */
  health: z.strictObject({ liveness: probe.partial().optional(), startup: probe.partial().optional() }).optional(),
  /** Overrides `access` of the environment for this service. */
  access: z.enum(["public", "iap"]).optional(),
  /** Traffic split of a release in progress, or a new attempt at a revision that failed. @default - the current revision receives all traffic */
  release: z
    .strictObject({
      /** Percentage of the traffic for the current revision: 1, 10, 50, 100. Set together with `previousRevision`. */
      percent: wholeNumber.min(0).max(100).optional(),
      /** Revision that receives the rest, by its name in `gcloud run revisions list`. */
      previousRevision: text.optional(),
      /** Serving regions in which `previousRevision` exists. @default - the primary region */
      regions: z.array(slug).min(1).optional(),
      /** Makes another revision of the same content after one that failed: 2 is the second attempt. Remove it with the next change of the service, never alone. */
      attempt: wholeNumber
        .min(2, "counts from 2 and only upwards; leave it out for the first attempt")
        .max(99, "must be at most 99; change another field of the service, and remove attempt with that change")
        .optional(),
    })
    .optional(),
  /** Set if another team deploys the service: Parley then creates only its endpoint group, backend, routes and grants. @default - Parley deploys it */
  external: z
    .strictObject({
      serviceName: z.string().regex(/^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/, "must be the name of a Cloud Run service"),
      accountEmail: z.email(),
    })
    .optional(),
});
export type ServiceOverride = z.output<typeof serviceOverride>;
