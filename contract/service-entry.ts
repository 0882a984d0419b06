import { z } from "zod";
import { bounds, fraction, image, key, line, memory, routePath, text, unresolved, wholeNumber } from "./fields";
import { serviceObjectives } from "./objectives";

/** Values of the environment that a container may read; the only way they reach `env`. */
const environmentValue = z.enum([
  "projectId",
  "environment",
  "timeoutSeconds",
  "logLevel",
  "vertexLocation",
  "vertexModel",
  "websocketPingSeconds",
  "conversationEnabled",
  "textToSpeechDisabled",
  "textToSpeechDailyLimitUsd",
  "signedUrlKeyName",
]);
export type EnvironmentValue = z.infer<typeof environmentValue>;

const environmentVariable = z.union(
  [
    text,
    z.strictObject({
      from: environmentValue,
      /** Other words for the value that this one service expects, such as `{ prod: "production" }`. */
      replace: z.record(z.string(), text).optional(),
    }),
    z.strictObject({ bucket: key }),
    z.strictObject({ topic: key }),
    z.strictObject({ subscription: key }),
  ],
  {
    error: `must be a literal string, { from: ${environmentValue.options.map((name) => `"${name}"`).join(" | ")} }, { bucket }, { topic } or { subscription }`,
  },
);
export type EnvironmentVariable = z.infer<typeof environmentVariable>;

/** Cloud Run refuses a period above 240 s, and a timeout that exceeds it, which is a rule's. Google, "Configure container health checks". */
const probe = z.strictObject({
  initialDelaySeconds: wholeNumber.min(0).max(240),
  periodSeconds: wholeNumber.min(1).max(240),
  timeoutSeconds: wholeNumber.min(1).max(240),
  failureThreshold: wholeNumber.min(1),
});

const environmentName = z
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

/** Instances of a service in one region; more need a quota that Google grants by hand. */
export const maxInstances = 1000;

/** Figures of a service that an environment may replace, each as a whole. */
const serviceSize = z.strictObject({
  /** Image in the environment's registry. */
  image,
  /** vCPU limit: 1, 2, 4, 6 or 8, or a fraction from 0.08 with its own conditions. */
  cpu: z.number(),
  memory,
  /** Request-based billing: CPU only while a request is served. False allocates it always. */
  cpuIdle: z.boolean(),
  /** Requests, or open WebSockets, that one instance serves at once. */
  concurrency: wholeNumber,
  /** Instances in each serving region. */
  scale: z.strictObject({ min: wholeNumber.min(0), max: wholeNumber.min(1).max(maxInstances) }),
  /** Connections open at once at the peak, over all regions. Required of a WebSocket service. */
  peakSessions: wholeNumber.min(1).optional(),
  /** In the case in which the service reads it; written as given. */
  logLevel: z.enum(["debug", "info", "warning", "error", "DEBUG", "INFO", "WARNING", "ERROR"]),
  /** Requests slower than this at the 95th percentile are too slow; milliseconds. */
  latencyP95Milliseconds: wholeNumber.min(1),
  /** The same at the 99th percentile. @default - twice `latencyP95Milliseconds` */
  latencyP99Milliseconds: wholeNumber.min(1).optional(),
  /** Responses with a 5xx status beyond this share are too many. */
  errorRatio: fraction,
  /** What it promises its users. */
  objectives: serviceObjectives,
});

const load = z.strictObject({ min: z.number().min(0), max: z.number().min(0) }).superRefine(bounds("min", "max"));

/** What a service is, the same in every environment. One entry in platform.ts makes one service. */
export const serviceEntry = serviceSize.extend({
  /** Display name; alerts and dashboards show it. */
  title: line(100),
  description: line(256),
  /** @default - the key with `-service` */
  accountId: z.string().optional(),
  /** What `concurrency` may be in any environment, where a measurement has bounded it. @default - Cloud Run's own limits */
  concurrencyRange: z
    .strictObject({ min: wholeNumber.min(1), max: wholeNumber.min(1).max(1000) })
    .superRefine(bounds("min", "max"))
    .optional(),
  /** Port that the container listens on. */
  port: wholeNumber.min(1).max(65535),
  /** Long-lived connections: session affinity on, CDN never, latency judged by turn and not by request. */
  websocket: z.boolean().default(false),
  startupCpuBoost: z.boolean().default(true),
  executionEnvironment: z.enum(["gen1", "gen2"]).default("gen2"),
  /** Longest request, or longest life of a WebSocket. */
  timeoutSeconds: wholeNumber,
  cpuIdle: serviceSize.shape.cpuIdle.default(true),
  logLevel: serviceSize.shape.logLevel.default("info"),
  latencyP95Milliseconds: serviceSize.shape.latencyP95Milliseconds.default(2000),
  errorRatio: serviceSize.shape.errorRatio.default(0.05),
  objectives: serviceObjectives.prefault({}),
  /** Path that is routed to it, exact or with a final `/*`, to what its 99th percentile may take; milliseconds. @default - the service's own figures judge every path */
  pathLatencyP99Milliseconds: z.record(routePath, wholeNumber.min(1)).default({}),
  health: z.strictObject({
    /** Answers 200 without touching a store; probes and the uptime check call it. */
    path: z
      .string()
      .refine(
        (path) => /^\/[\w\-./~%]*$/.test(path) && !unresolved.test(path),
        "must be one exact path that starts with '/', without '//', '.', '..' or '%2e'",
      ),
    /** @default - no header */
    headers: z.record(text, text).default({}),
    liveness: probe,
    startup: probe.default({ initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 30 }),
  }),
  /** Mount path to size. Lives in the instance's memory and counts against it. */
  inMemoryVolumes: z
    .record(z.string().regex(/^(\/(?!\.\.?(\/|$))[\w.-]+)+$/, "must be an absolute path without '..'"), memory)
    .default({}),
  env: z.record(environmentName, environmentVariable).default({}),
  /** Environment variable to secret. */
  secrets: z.record(environmentName, key).default({}),
  /** Buckets whose objects it reads. */
  reads: z.array(key).default([]),
  /** Buckets to which it adds objects, without reading, replacing or deleting any. */
  appends: z.array(key).default([]),
  /** Buckets whose objects it reads, adds, replaces and deletes. */
  writes: z.array(key).default([]),
  /** Queues to which it publishes. */
  publishes: z.array(key).default([]),
  /** Google APIs that it calls beside its stores. */
  calls: z.array(z.enum(["vertex-ai", "text-to-speech", "speech-to-text"])).default([]),
  /** Reads and writes Firestore documents. */
  documents: z.boolean().default(false),
  /** Logical database that it connects to, as itself and without a password. @default - none */
  database: key.optional(),
  /** Queue to the path to which its messages are pushed, or `pull` if the service asks for them. Such a path is never routed from outside. */
  queues: z
    .record(
      key,
      z.string().regex(/^(pull|(\/(?!\.\.?(\/|$))[\w.~-]+)+)$/, {
        error: (issue) =>
          `must be 'pull' or one exact path that starts with '/', like '/process-job', got '${String(issue.input)}'`,
      }),
    )
    .default({}),
  /** Time from the loss of a zone or a bad release until it answers again. */
  rtoMinutes: wholeNumber.min(1).default(15),
  /** What one instance uses when all is well; its dashboard draws both ends. @default - not known */
  normalLoad: z
    .strictObject({
      cpuUtilization: z.strictObject({ min: fraction, max: fraction }).superRefine(bounds("min", "max")),
      memoryMegabytes: load,
      networkMegabitsPerSecond: load,
    })
    .optional(),
  /** Calls hosts on the internet that are not Google's; opens the egress firewall for it. */
  internetEgress: z.boolean().default(false),
  /** Where the load balancer sends what to it. @default - internal: no route, ingress from the project only */
  route: z
    .strictObject({
      /** Label in front of the environment's domain. @default - the domain itself */
      host: key.optional(),
      paths: z.array(routePath).min(1),
      /** Takes what no path of the host matches. Exactly one service of the domain does. */
      fallback: z.boolean().default(false),
    })
    .optional(),
});
export type ServiceEntry = z.output<typeof serviceEntry>;

/** What one environment says of one service. */
export const serviceOverride = serviceSize.partial().extend({
  /** Figures of its probes, each by itself; what is not said here is the entry's. */
  health: z.strictObject({ liveness: probe.partial().optional(), startup: probe.partial().optional() }).optional(),
  /** Overrides the environment's access for this service. */
  access: z.enum(["public", "iap"]).optional(),
  /** A release in progress; absent means that the current revision takes everything. */
  release: z
    .strictObject({
      /** Percentage of the traffic that the current revision takes: 1, 10, 50, 100. */
      percent: wholeNumber.min(0).max(100),
      /** Revision that takes the rest, as `gcloud run revisions list` names it. */
      previousRevision: text,
    })
    .optional(),
  /** The service is deployed by others: only its endpoint group, backend and routes are made, and its grants. */
  external: z
    .strictObject({
      serviceName: z.string().regex(/^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/, "must be the name of a Cloud Run service"),
      accountEmail: z.email(),
    })
    .optional(),
});
export type ServiceOverride = z.output<typeof serviceOverride>;
