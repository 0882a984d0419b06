import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { revisionOf, type Revision } from "../../../constructs/cloud-run/revision";
import type { Environment, EnvironmentSpec, Service } from "../../../contract/environment";
import type { ServiceEntry } from "../../../constructs/cloud-run/schema";
import { environment } from "../../support/environments";
import { secondRegion, serviceOf } from "../fixtures";

const dev = environment("dev");
const media = serviceOf(dev, "media");
const region = "us-central1";
const revision = (change: Partial<Service> = {}, of: Environment = dev, where = region): Revision =>
  revisionOf(of, { ...media, ...change }, where);
const nameWith = (change: Partial<Service>): string => revision(change).revision;
const container = (of: Revision): Record<string, unknown> =>
  (of.containers as unknown as Record<string, unknown>[])[0]!;

describe("revisionOf", () => {
  test("describes the whole container with its limits, probes, volumes and network", () => {
    const entry: Partial<Service> = {
      image: "media-service:1",
      env: { MODE: "production" },
      cloudSql: "production",
      firestore: true,
      queues: { jobs: "/process-job" },
      secrets: { API_KEY: "gemini-api-key" },
      inMemoryVolumes: { "/app/.cache": "256Mi" },
      health: {
        path: "/health",
        headers: { "User-Agent": "probe" },
        liveness: { initialDelaySeconds: 10, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
        startup: { initialDelaySeconds: 1, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 30 },
      },
    };
    const httpGet = { path: "/health", port: 8000, httpHeaders: [{ name: "User-Agent", value: "probe" }] };
    expect(revision(entry)).toEqual({
      revision: expect.stringMatching(/^parley-media-[0-9a-f]{8}$/),
      serviceAccount: "media-service@parley-audio-dev.iam.gserviceaccount.com",
      timeout: "600s",
      maxInstanceRequestConcurrency: 80,
      sessionAffinity: false,
      executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
      scaling: { minInstanceCount: 0, maxInstanceCount: 20 },
      vpcAccess: {
        egress: "ALL_TRAFFIC",
        networkInterfaces: [
          {
            network: "parley",
            subnetwork: "parley-us-central1",
            tags: ["database-client", "internet-egress"],
          },
        ],
      },
      containers: [
        {
          image: "us-central1-docker.pkg.dev/parley-audio-dev/parley/media-service:1",
          ports: { containerPort: 8000 },
          resources: { limits: { cpu: "2", memory: "2Gi" }, cpuIdle: true, startupCpuBoost: true },
          env: [
            { name: "API_KEY", valueSource: { secretKeyRef: { secret: "gemini-api-key", version: "latest" } } },
            { name: "DB_IAM_USER", value: "media-service@parley-audio-dev.iam" },
            { name: "DB_NAME", value: "production" },
            { name: "FIRESTORE_DATABASE", value: "(default)" },
            { name: "INSTANCE_CONNECTION_NAME", value: "parley-audio-dev:us-central1:parley-postgres-1" },
            { name: "MODE", value: "production" },
            { name: "PUBSUB_PUSH_ACCOUNT", value: "jobs-push@parley-audio-dev.iam.gserviceaccount.com" },
            { name: "PUBSUB_PUSH_AUDIENCE", value: "https://parley-media-100000000001.us-central1.run.app" },
          ],
          startupProbe: { initialDelaySeconds: 1, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 30, httpGet },
          livenessProbe: {
            initialDelaySeconds: 10,
            periodSeconds: 30,
            timeoutSeconds: 5,
            failureThreshold: 3,
            httpGet,
          },
          volumeMounts: [{ name: "app-cache", mountPath: "/app/.cache" }],
        },
      ],
      volumes: [{ name: "app-cache", emptyDir: { medium: "MEMORY", sizeLimit: "256Mi" } }],
    });
  });

  test("keeps the connection of a WebSocket with its instance", () => {
    expect(revision({ websocket: true }).sessionAffinity).toBe(true);
  });

  test.each([
    [{ internetEgress: true, cloudSql: "clone" }, ["database-client", "internet-egress"]],
    [{ internetEgress: true, cloudSql: undefined }, ["internet-egress"]],
    [{ internetEgress: false, cloudSql: "clone" }, ["database-client"]],
    [{ internetEgress: false, cloudSql: undefined }, undefined],
  ] satisfies [Partial<Service>, string[] | undefined][])(
    "has the network tags of what it may reach, and no other: %j",
    (change, tags) => {
      expect(revision(change).vpcAccess).toEqual({
        egress: "ALL_TRAFFIC",
        networkInterfaces: [
          { network: "parley", subnetwork: "parley-us-central1", ...(tags === undefined ? {} : { tags }) },
        ],
      });
    },
  );

  test("has neither header nor volume where the entry has none", () => {
    const bare = revision({ inMemoryVolumes: {}, health: { ...media.health, headers: {} } });
    expect(bare.volumes).toEqual([]);
    expect(container(bare).volumeMounts).toEqual([]);
    expect(container(bare).startupProbe).toMatchObject({ httpGet: { httpHeaders: [] } });
    expect(container(bare).livenessProbe).toMatchObject({ httpGet: { httpHeaders: [] } });
  });

  test.each([
    ["/tmp", "tmp"],
    ["/app/.cache", "app-cache"],
    ["/Var/Run_1", "var-run-1"],
  ])("names the volume at %s '%s'", (mountPath, name) => {
    expect(container(revision({ inMemoryVolumes: { [mountPath]: "64Mi" } })).volumeMounts).toEqual([
      { name, mountPath },
    ]);
  });

  test("has one name in every region, so that a release can name the revision before it", () => {
    const two = environment("dev", secondRegion);
    expect(revision({}, two, "europe-west1").revision).toBe(revision({}, two, "us-central1").revision);
    expect(revision({}, two, "us-central1").revision).toBe(revision().revision);
  });

  test("keeps its name when volumes or headers are written in another order", () => {
    const reordered = Object.fromEntries(Object.entries(media.inMemoryVolumes).reverse());
    expect(nameWith({ inMemoryVolumes: reordered })).toBe(nameWith({}));
    const headers = (names: string[]): Partial<Service> => ({
      health: { ...media.health, headers: Object.fromEntries(names.map((name) => [name, "x"])) },
    });
    expect(nameWith(headers(["A", "B"]))).toBe(nameWith(headers(["B", "A"])));
  });

  test("runs in the region's own subnet, with the image of the primary region", () => {
    const there = revision({ image: "media-service:1" }, environment("dev", secondRegion), "europe-west1");
    expect(there.vpcAccess).toMatchObject({ networkInterfaces: [{ subnetwork: "parley-europe-west1" }] });
    expect(container(there).image).toBe("us-central1-docker.pkg.dev/parley-audio-dev/parley/media-service:1");
  });

  test("holds literals only, since a token would not hash alike twice", () => {
    expect(JSON.stringify(revision())).not.toContain("TfToken");
  });
});

/** Every field of an entry that affects the container, with alternative values. */
const shaping = {
  image: fc.stringMatching(/^[a-z]{3,9}:[a-z0-9]{1,9}$/),
  port: fc.integer({ min: 1, max: 65535 }),
  websocket: fc.boolean(),
  cpu: fc.constantFrom(0.5, 1, 2, 4, 6, 8),
  memory: fc.integer({ min: 128, max: 32768 }).map((size) => `${size}Mi`),
  cpuIdle: fc.boolean(),
  startupCpuBoost: fc.boolean(),
  executionEnvironment: fc.constantFrom("gen1" as const, "gen2" as const),
  concurrency: fc.integer({ min: 1, max: 1000 }),
  scale: fc.record({ min: fc.nat(100), max: fc.integer({ min: 1, max: 100 }) }),
  timeoutSeconds: fc.integer({ min: 1, max: 3600 }),
  logLevel: fc.constantFrom("debug" as const, "info" as const, "warning" as const, "ERROR" as const),
  health: fc.record({
    path: fc.stringMatching(/^\/[a-z]{1,9}$/),
    headers: fc.dictionary(fc.stringMatching(/^X-[A-Z]{1,5}$/), fc.string(), { maxKeys: 2 }),
    liveness: fc.record({
      initialDelaySeconds: fc.nat(240),
      periodSeconds: fc.integer({ min: 1, max: 240 }),
      timeoutSeconds: fc.integer({ min: 1, max: 240 }),
      failureThreshold: fc.integer({ min: 1, max: 30 }),
    }),
    startup: fc.record({
      initialDelaySeconds: fc.nat(240),
      periodSeconds: fc.integer({ min: 1, max: 240 }),
      timeoutSeconds: fc.integer({ min: 1, max: 240 }),
      failureThreshold: fc.integer({ min: 1, max: 30 }),
    }),
  }),
  inMemoryVolumes: fc.dictionary(fc.stringMatching(/^\/[a-z]{1,9}$/), fc.constantFrom("64Mi", "1Gi"), { maxKeys: 3 }),
  env: fc.dictionary(fc.stringMatching(/^[A-Z]{1,5}$/), fc.string(), { maxKeys: 3 }),
  secrets: fc.dictionary(fc.stringMatching(/^[A-Z]{6,9}$/), fc.constantFrom("one", "two"), { maxKeys: 3 }),
  firestore: fc.boolean(),
  cloudSql: fc.constantFrom("clone", "production", undefined),
  queues: fc
    .subarray(["alarms", "jobs", "mail"])
    .map((queues) => Object.fromEntries(queues.map((queue) => [queue, "/process-job"]))),
  internetEgress: fc.boolean(),
  accountId: fc.stringMatching(/^[a-z]{6,12}$/),
} satisfies { [Field in keyof Service]?: fc.Arbitrary<Service[Field]> };

/** Fields that do not affect the container. */
const elsewhere = {
  title: "Another title",
  description: "Another description",
  crossOrigin: true,
  peakSessions: 12345,
  latencyP95Milliseconds: 12345,
  latencyP99Milliseconds: 12345,
  pathLatencyP99Milliseconds: { "/health": 12345 },
  errorRatio: 0.5,
  objectives: {
    periodDays: 7,
    availability: 0.99,
    latency: { goal: 0.99, milliseconds: 12345 },
    quality: { goal: 0.99, packetLossRatio: 0.5 },
  },
  normalLoad: {
    cpuUtilization: { min: 0, max: 1 },
    memoryMegabytes: { min: 0, max: 1 },
    networkMegabitsPerSecond: { min: 0, max: 1 },
  },
  reads: ["assets"],
  appends: ["assets"],
  writes: ["voice-models"],
  publishes: [],
  calls: ["vertex-ai"],
  rtoMinutes: 12345,
  // The path is set on the push subscription; the container gets only the pushing account.
  queues: { jobs: "/another-path" },
  route: { hostAliases: ["former"], paths: ["/elsewhere"], fallback: false },
} satisfies Partial<ServiceEntry>;

/** Entries with a single changed value each: the leaves of nested fields one by one. */
const single: [string, Partial<Service>][] = [
  ["scale.min", { scale: { ...media.scale, min: 1 } }],
  ["scale.max", { scale: { ...media.scale, max: 19 } }],
  ["health.path", { health: { ...media.health, path: "/other" } }],
  ["health.headers, another value", { health: { ...media.health, headers: { "User-Agent": "other" } } }],
  ["health.headers, another name", { health: { ...media.health, headers: { Host: "Cloud-Run-HealthCheck" } } }],
  ...(["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold"] as const).flatMap(
    (field): [string, Partial<Service>][] =>
      (["liveness", "startup"] as const).map((probe) => [
        `health.${probe}.${field}`,
        { health: { ...media.health, [probe]: { ...media.health[probe], [field]: media.health[probe][field] + 1 } } },
      ]),
  ),
  ["inMemoryVolumes, another size", { inMemoryVolumes: { ...media.inMemoryVolumes, "/tmp": "256Mi" } }],
  ["inMemoryVolumes, one more", { inMemoryVolumes: { ...media.inMemoryVolumes, "/var": "64Mi" } }],
  ["env, another value", { env: { ...media.env, LOG_LEVEL: "x" } }],
  ["env, one more", { env: { ...media.env, ONE_MORE: "x" } }],
  ["secrets, another secret", { secrets: { ...media.secrets, DATABASE_URL: "suno-api-key" } }],
  ["queues, another way of delivery", { queues: { jobs: "pull" } }],
  ["secrets, one more", { secrets: { ...media.secrets, ONE_MORE: "suno-api-key" } }],
  ["external", { external: { serviceName: "media", accountEmail: "a@b.iam.gserviceaccount.com" } }],
];

const environmentChanges: [string, (spec: EnvironmentSpec) => void][] = [
  ["the project", (spec) => (spec.project.id = "another-project")],
  ["the prefix", (spec) => (spec.namePrefix = "other")],
  ["the database's generation", (spec) => (spec.cloudSql!.generation = 2)],
  ["a secret's version", (spec) => (spec.secretVersions = { "suno-api-key": 2 })],
];

describe("a revision's name", () => {
  test.each(Object.keys(shaping) as (keyof typeof shaping)[])(
    "is another one with any other value of %s, and the same with the same",
    (field) => {
      const values = shaping[field] as fc.Arbitrary<unknown>;
      // Figures that appear unchanged in the container; logLevel appears in a variable.
      fc.assert(
        fc.property(values, values, (one, other) => {
          fc.pre(JSON.stringify(one) !== JSON.stringify(other));
          expect(nameWith({ [field]: one })).not.toBe(nameWith({ [field]: other }));
          expect(nameWith({ [field]: one })).toBe(nameWith({ [field]: structuredClone(one) }));
        }),
        { numRuns: 20 },
      );
    },
  );

  test.each(single)("is another one with another %s", (_, change) => {
    expect(nameWith(change)).not.toBe(nameWith({}));
  });

  test.each(environmentChanges)("is another one with another value of %s", (_, change) => {
    const of = environment("dev", (spec) => {
      change(spec);
    });
    expect(revision({}, of).revision).not.toBe(nameWith({}));
  });

  test.each(Object.entries(elsewhere))(
    "is the same with another %s, which the container does not show",
    (field, value) => {
      expect(media[field as keyof Service]).not.toEqual(value);
      expect(nameWith({ [field]: value })).toBe(nameWith({}));
    },
  );

  test.each([
    ["access", { access: "iap" }],
    ["release", { release: { percent: 10, previousRevision: "parley-media-00000000" } }],
  ] satisfies [string, Partial<Service>][])(
    "is the same with another %s, so that a release does not make one",
    (_, change) => {
      expect(nameWith(change)).toBe(nameWith({}));
    },
  );

  test("is another one in a further attempt, since Cloud Run never takes the name of one that failed", () => {
    expect(nameWith({ release: { attempt: 2 } })).toBe(`${nameWith({})}-2`);
  });

  test("has every field of an entry tried, so that a new one is decided on", () => {
    const tried = [...Object.keys(shaping), ...Object.keys(elsewhere), "access", "release", "external", "slug"];
    expect(Object.keys(media).filter((field) => !tried.includes(field))).toEqual([]);
  });

  test("does not depend on the order of variables and secrets in the catalog", () => {
    const names = (entry: Record<string, unknown>): fc.Arbitrary<string[]> =>
      fc.shuffledSubarray(Object.keys(entry), { minLength: Object.keys(entry).length });
    const ordered = <T>(entry: Record<string, T>, order: string[]): Record<string, T> =>
      Object.fromEntries(order.map((name) => [name, entry[name]!]));
    fc.assert(
      fc.property(names(media.env), names(media.secrets), (env, secrets) => {
        expect(nameWith({ env: ordered(media.env, env), secrets: ordered(media.secrets, secrets) })).toBe(nameWith({}));
      }),
      { numRuns: 50 },
    );
  });

  test("does not depend on the order of the catalog's own entry", () => {
    const reversed = environment("dev", (_, catalog) => {
      const entry = catalog.services.media!;
      catalog.services.media = Object.fromEntries(Object.entries(entry).reverse()) as typeof entry;
      catalog.services.media.env = Object.fromEntries(Object.entries(entry.env!).reverse());
    });
    expect(revisionOf(reversed, serviceOf(reversed, "media"), region).revision).toBe(nameWith({}));
  });

  test("starts with the service's name and is one that Cloud Run takes", () => {
    for (const service of dev.services) {
      const { revision: name } = revisionOf(dev, service, region);
      expect(name).toMatch(new RegExp(`^parley-${service.slug}-[0-9a-f]{8}$`));
      expect(name.length).toBeLessThanOrEqual(63);
    }
  });

  test("differs between two services of equal configuration", () => {
    expect(nameWith({ slug: "other", accountId: "same-account" })).not.toBe(nameWith({ accountId: "same-account" }));
  });
});
