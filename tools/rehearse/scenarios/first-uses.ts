import type { Edit, Scenario } from "../scenario";
import { withoutCluster, withServicesOnly } from "./edits";

/** A service with a bucket, a queue, a secret and an API of its own. */
const captions: Edit = ({ catalog }) => {
  catalog.buckets["captions"] = { contents: "records", recovery: { rpoMinutes: 0, rtoMinutes: 240 } };
  catalog.secrets["captions-api-key"] = { description: "API key of the captions' archive; from its profile page" };
  catalog.queues = {
    ...catalog.queues,
    recordings: {
      ackDeadlineSeconds: 600,
      retentionDays: 7,
      deadLetterRetentionDays: 30,
      maxDeliveryAttempts: 5,
      retry: { minimumBackoffSeconds: 10, maximumBackoffSeconds: 600 },
      recovery: { rpoMinutes: 0, rtoMinutes: 15 },
    },
  };
  catalog.services["captions"] = {
    title: "Captions Service",
    description: "Turns recorded speech into captions",
    image: `captions@sha256:${"5".repeat(64)}`,
    port: 8080,
    cpu: 1,
    memory: "512Mi",
    concurrency: 20,
    scale: { min: 0, max: 10 },
    timeoutSeconds: 300,
    health: {
      path: "/health",
      liveness: { initialDelaySeconds: 0, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
    },
    env: { CAPTIONS_BUCKET: { bucket: "captions" } },
    secrets: { CAPTIONS_API_KEY: "captions-api-key" },
    writes: ["captions"],
    queues: { recordings: "/recordings" },
    calls: ["speech-to-text"],
    route: { host: "captions", paths: ["/health", "/captions/*"] },
  };
};

/** Without `media`, which receives the only queue of the reference. */
const withoutQueues: Record<"dev" | "prod", Edit> = {
  dev: withServicesOnly("dev", "rest"),
  prod: (entries) => {
    withServicesOnly("prod", "rest")(entries);
    withoutCluster(entries);
  },
};

export const firstUses: readonly Scenario[] = (["dev", "prod"] as const).map((environment) => ({
  name: `${environment === "prod" ? "protected-" : ""}service-with-first-queue`,
  what: "a service comes with the environment's first queue, and with a bucket, a secret and an API of its own",
  environment,
  first: withoutQueues[environment],
  changes: [{ edit: captions }],
}));
