import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { nearest, suggestion } from "../../contract/schema-issues";
import { issuesOf, specs } from "../support/environments";
import { pathsIn, replaceAt, valueAt } from "./arbitraries";

const dev = (change: (spec: any) => void): string[] => issuesOf("dev", change);
const inCatalog = (change: (catalog: any) => void): string[] =>
  issuesOf("dev", (_, catalog) => {
    change(catalog);
  });

/** Sets every optional field, so that every part of the schemas is tested. */
function complete(spec: any, catalog: any): void {
  spec.regions["us-central1"].clusterRanges = { pods: "10.32.0.0/14", services: "10.31.0.0/20" };
  spec.access = { kind: "iap", members: ["user:one@example.com"], oauthClient: "console" };
  spec.vpcServiceControls = { accessPolicy: "1", mode: "dry-run" };
  spec.services.audio.scale = { min: 0, max: 7 };
  spec.services.audio.latencyP99Milliseconds = 5000;
  spec.services.audio.objectives = {
    availability: 0.995,
    latency: { goal: 0.95, milliseconds: 1000 },
    quality: { goal: 0.98, packetLossRatio: 0.05 },
  };
  spec.services.audio.health = {
    liveness: { initialDelaySeconds: 0, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
    startup: { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 30 },
  };
  spec.services.audio.release = { percent: 10, previousRevision: "audio-1" };
  spec.services.audio.external = { serviceName: "audio", accountEmail: "audio@other.iam.gserviceaccount.com" };
  spec.dnsZone = "dev-app-example-com";
  spec.channels.slack = "#parley-dev";
  spec.signedUrlKeys = ["cdn-one"];
  spec.secretVersions = { "database-url": 1 };
  spec.labels = { cost_center: "research" };
  spec.quotas = {
    "run-cpu": {
      service: "run.googleapis.com",
      quotaId: "CpuAllocPerProjectRegion",
      preferredValue: 1000,
      dimensions: { region: "us-central1" },
      justification: "the peak",
    },
  };
  spec.cloudArmor.previewedRuleSets = ["rce"];
  spec.cloudArmor.exceptions = [
    { rule: "owasp-crs-v042200-id942100-sqli", part: { parameter: "prompt" }, reason: "prompts are text" },
  ];
  spec.directVpcQuota = { quotaId: "InstancesWithDirectVpc", granted: 200 };
  spec.cloudSql.replicas = { reader: { region: "us-central1", tier: "db-custom-1-3840", generation: 1 } };
  spec.cloudSql.recovery = { rpoMinutes: 1440, rtoMinutes: 240 };
  spec.firestore.existing = "google-default";
  spec.firestore.backups = { dailyDays: 7, weeklyDays: 28 };
  spec.firestore.recovery = { rpoMinutes: 1440, rtoMinutes: 240 };
  spec.cluster = {
    ...structuredClone(specs.prod.cluster),
    controlPlaneRange: "10.10.32.0/28",
  };
  spec.cluster.gpuPools.tts.timeSharing = { maxClientsPerGpu: 4 };
  catalog.services.audio.health.startup = { ...catalog.services.audio.health.liveness };
  catalog.queues.jobs.schema = { type: "AVRO", definition: '{ "type": "string" }', encoding: "JSON" };
}

/** The completed files. */
function completed(file: "dev" | "catalog"): any {
  let found: unknown;
  issuesOf("dev", (spec, catalog) => {
    complete(spec, catalog);
    found = file === "dev" ? spec : catalog;
  });
  return found;
}

/**
 * Fields whose keys are free names, where an unknown key is not a mistake. zod drops
 * `__proto__` from each, and an object literal cannot have it as a key.
 */
const records = [
  "authorizedNetworks",
  "buckets",
  "collections",
  "databases",
  "dimensions",
  "env",
  "gpuNodeHours",
  "gpuPools",
  "headers",
  "inMemoryVolumes",
  "labels",
  "pathLatencyP99Milliseconds",
  "queues",
  "quotas",
  "regions",
  "replace",
  "replicas",
  "secrets",
  "secretVersions",
  "services",
  "workloads",
];

/** Paths to every object whose keys are fixed, the file itself first. */
function closedPaths(value: any, path: string[] = [], chosen = false): string[][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const isRecord = !chosen && records.includes(path.at(-1) ?? "");
  return [
    ...(isRecord ? [] : [path]),
    ...Object.entries(value).flatMap(([step, inner]) => closedPaths(inner, [...path, step], isRecord)),
  ];
}

describe("an unknown key", () => {
  test.each([
    ["min_instance", "min"],
    ["Max", "max"],
    ["max_instances", "max"],
  ])("of a scale, %s, is %s in another spelling", (unknown, known) => {
    expect(dev((spec) => (spec.services.audio.scale = { min: 0, max: 7, [unknown]: 1 }))).toEqual([
      `environments/dev.ts: services.audio.scale.${unknown}: unknown key '${unknown}'; did you mean '${known}'?`,
    ]);
  });

  test.each([
    ["cpu_idel", "cpuIdle"],
    ["cpu_idle", "cpuIdle"],
    ["startup_cpu_boost", "startupCpuBoost"],
    ["timeout_seconds", "timeoutSeconds"],
    ["web-socket", "websocket"],
    ["Image", "image"],
  ])("of a service, %s, is %s in another spelling", (unknown, known) => {
    expect(inCatalog((catalog) => (catalog.services.audio[unknown] = true))).toEqual([
      `environments/catalog.ts: services.audio.${unknown}: unknown key '${unknown}'; did you mean '${known}'?`,
    ]);
  });

  test.each([
    ["web_socket", "websocket"],
    ["timeoutSeconds", "timeoutSeconds"],
    ["timeout_seconds", "timeoutSeconds"],
  ])("of an override, %s, is sent to the catalog's file as %s", (unknown, known) => {
    expect(dev((spec) => (spec.services.audio[unknown] = true))).toEqual([
      `environments/dev.ts: services.audio.${unknown}: unknown key '${unknown}'; '${known}' is the same in every environment; set it in environments/catalog.ts`,
    ]);
  });

  test("of an override, image_, is image in another spelling, which the override may set", () => {
    expect(dev((spec) => (spec.services.audio.image_ = "audio-service:main"))).toEqual([
      "environments/dev.ts: services.audio.image_: unknown key 'image_'; did you mean 'image'?",
    ]);
  });

  test("far from every known one is answered with all of them", () => {
    expect(dev((spec) => (spec.textToSpeech.voice = "x"))).toEqual([
      "environments/dev.ts: textToSpeech.voice: unknown key 'voice'; known here: dailyLimitUsd, enabled",
    ]);
  });

  test("is compared with the keys of what its kind says it is", () => {
    expect(inCatalog((catalog) => (catalog.buckets["audio-cache"].expire_after_day = 1))).toEqual([
      "environments/catalog.ts: buckets.audio-cache.expire_after_day: unknown key 'expire_after_day'; did you mean 'expireAfterDays'?",
    ]);
    expect(inCatalog((catalog) => (catalog.buckets.assets.expireAfterDays = 1))).toEqual([
      "environments/catalog.ts: buckets.assets.expireAfterDays: unknown key 'expireAfterDays'; known here: browserUploads, contents, expireWith, recovery, signedDelivery",
    ]);
  });

  test("is found in optional parts", () => {
    expect(
      issuesOf("dev", (spec, catalog) => {
        complete(spec, catalog);
        spec.regions["us-central1"].clusterRanges.pod = "10.36.0.0/14";
        spec.vpcServiceControls.moed = "enforced";
        spec.cloudSql.replicas.reader.tiers = "db-custom-1-3840";
        spec.cluster.gpuPools.tts.timeSharing.max_clients_per_gpu = 4;
        catalog.queues.jobs.schema.definitions = "";
        catalog.buckets.assets.signedDelivery.path = ["/assets/*"];
      }),
    ).toEqual([
      "environments/catalog.ts: buckets.assets.signedDelivery.path: unknown key 'path'; did you mean 'paths'?",
      "environments/catalog.ts: queues.jobs.schema.definitions: unknown key 'definitions'; did you mean 'definition'?",
      "environments/dev.ts: regions.us-central1.clusterRanges.pod: unknown key 'pod'; did you mean 'pods'?",
      "environments/dev.ts: cloudSql.replicas.reader.tiers: unknown key 'tiers'; did you mean 'tier'?",
      "environments/dev.ts: cluster.gpuPools.tts.timeSharing.max_clients_per_gpu: unknown key 'max_clients_per_gpu'; did you mean 'maxClientsPerGpu'?",
      "environments/dev.ts: vpcServiceControls.moed: unknown key 'moed'; did you mean 'mode'?",
    ]);
  });

  test("is answered with its new name alone if it was renamed", () => {
    const rename = (fields: any, now: string, before: string): void => {
      fields[before] = fields[now];
      Reflect.deleteProperty(fields, now);
    };
    expect(
      issuesOf("dev", (spec, catalog) => {
        complete(spec, catalog);
        rename(spec, "cloudSql", "database");
        rename(spec, "vpcServiceControls", "serviceControls");
        rename(catalog.services.gateway, "cloudSql", "database");
        rename(catalog.services.rest, "firestore", "documents");
      }),
    ).toEqual([
      "environments/catalog.ts: services.gateway.database: unknown key 'database'; it is now called 'cloudSql'",
      "environments/catalog.ts: services.rest.documents: unknown key 'documents'; it is now called 'firestore'",
      "environments/dev.ts: database: unknown key 'database'; it is now called 'cloudSql'",
      "environments/dev.ts: serviceControls: unknown key 'serviceControls'; it is now called 'vpcServiceControls'",
    ]);
    expect(
      dev((spec: any) => {
        rename(spec.usage, "cloudSql", "database");
        rename(spec.usage, "firestore", "documents");
      }),
    ).toEqual([
      "environments/dev.ts: usage.database: unknown key 'database'; it is now called 'cloudSql'",
      "environments/dev.ts: usage.documents: unknown key 'documents'; it is now called 'firestore'",
    ]);
  });

  test("that was renamed and belongs in another file is answered with its new name and that file", () => {
    expect(dev((spec) => (spec.services.rest.documents = true))).toEqual([
      "environments/dev.ts: services.rest.documents: unknown key 'documents'; it is now called 'firestore'; 'firestore' is the same in every environment; set it in environments/catalog.ts",
    ]);
  });

  test("is one issue for each, if there are several", () => {
    expect(
      dev((spec) => {
        spec.loging = {};
        spec.budgets = {};
      }),
    ).toEqual([
      "environments/dev.ts: loging: unknown key 'loging'; did you mean 'logging'?",
      "environments/dev.ts: budgets: unknown key 'budgets'; did you mean 'budget'?",
    ]);
  });

  test.each(["dev", "catalog"] as const)("is refused anywhere in the file of %s", (file) => {
    const unknownKey = fc.oneof(fc.stringMatching(/^[a-z]{1,8}[_-][a-zA-Z0-9_]{0,8}$/), fc.constant("__proto__"));
    fc.assert(
      fc.property(
        fc.constantFrom(...closedPaths(completed(file))),
        unknownKey,
        fc.jsonValue(),
        (path, unknown, value) => {
          const issues = issuesOf("dev", (spec, catalog) => {
            complete(spec, catalog);
            const target = valueAt(file === "dev" ? spec : catalog, path);
            Object.defineProperty(target, unknown, { value, enumerable: true });
          });
          expect(issues.map((issue) => issue.split(";")[0])).toEqual([
            `environments/${file}.ts: ${[...path, unknown].join(".")}: unknown key '${unknown}'`,
          ]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("a suggestion", () => {
  test("is empty where nothing is known", () => {
    expect(suggestion("anything", [])).toBe("");
    expect(nearest("anything", [])).toBeUndefined();
  });

  test("sees through case, '_' and '-'", () => {
    expect(suggestion("DAILY_LIMIT-usd", ["enabled", "dailyLimitUsd"])).toBe("; did you mean 'dailyLimitUsd'?");
  });

  test("allows two slips in a short key, and no more", () => {
    expect(suggestion("abxy", ["abcd"])).toBe("; did you mean 'abcd'?");
    expect(suggestion("axyz", ["abcd"])).toBe("; known here: abcd");
  });

  test("allows a slip in every third character of a long key", () => {
    expect(suggestion("abcdefxyz", ["abcdefghi"])).toBe("; did you mean 'abcdefghi'?");
    expect(suggestion("abcdewxyz", ["abcdefghi"])).toBe("; known here: abcdefghi");
  });
});

describe("a value of the wrong kind", () => {
  test("is refused with the choices where there are few", () => {
    expect(dev((spec) => (spec.protection = "protectd"))).toEqual([
      `environments/dev.ts: protection: expected one of "protected"|"disposable", got 'protectd'`,
    ]);
    expect(dev((spec) => (spec.access = { kind: "ipa" }))).toEqual([
      `environments/dev.ts: access.kind: must be { kind: "public" }, or { kind: "iap" } with members and oauthClient, got 'ipa'`,
    ]);
  });

  test("is refused with what was given", () => {
    expect(dev((spec) => (spec.conversationEnabled = "yes"))).toEqual([
      "environments/dev.ts: conversationEnabled: expected boolean, got 'yes'",
    ]);
    expect(dev((spec) => (spec.services.audio.scale = { min: 0.5, max: 7 }))).toEqual([
      "environments/dev.ts: services.audio.scale.min: must be a whole number, got 0.5",
    ]);
    expect(dev((spec) => (spec.contacts = null))).toEqual([
      expect.stringMatching(/^environments\/dev\.ts: contacts: expected object/),
    ]);
  });

  test("is refused with the bound that it misses", () => {
    const ping = (seconds: number): string[] => dev((spec) => (spec.websocketPingSeconds = seconds));
    expect(ping(5)).toEqual([]);
    expect(ping(4)).toEqual(["environments/dev.ts: websocketPingSeconds: must be at least 5, got 4"]);
    expect(ping(60)).toEqual([]);
    expect(ping(61)).toEqual(["environments/dev.ts: websocketPingSeconds: must be at most 60, got 61"]);
  });

  test("is refused as a text longer than it may be", () => {
    const titled = (length: number): string[] =>
      inCatalog((catalog) => (catalog.services.rest.title = "t".repeat(length)));
    expect(titled(100)).toEqual([]);
    expect(titled(101)).toEqual([
      `environments/catalog.ts: services.rest.title: has 101 bytes, more than the 100 that Google takes; shorten it, got '${"t".repeat(101)}'`,
    ]);
  });

  test("is refused as more instances than a service ever has", () => {
    const max = (instances: number): string[] =>
      issuesOf("dev", (spec, catalog) => {
        spec.cloudArmor.previewedRuleSets = ["rce"];
        spec.cloudArmor.exceptions = [
          { rule: "owasp-crs-v042200-id942100-sqli", part: { parameter: "prompt" }, reason: "prompts are text" },
        ];
        spec.directVpcQuota = { quotaId: "InstancesWithDirectVpc", granted: 1000 };
        catalog.services.rest.scale = { min: 0, max: instances };
      });
    expect(max(1000)).toEqual([]);
    expect(max(1001)).toEqual(["environments/catalog.ts: services.rest.scale.max: must be at most 1000, got 1001"]);
  });

  test("is refused as a range of concurrency that ends before it starts", () => {
    const range = (min: number, max: number): string[] =>
      inCatalog((catalog) => (catalog.services.rest.concurrencyRange = { min, max }));
    expect(range(80, 80)).toEqual([]);
    expect(range(81, 80)).toEqual([
      "environments/catalog.ts: services.rest.concurrencyRange: min is 81, above max, which is 80; lower min to 80 or raise max to 81",
    ]);
  });

  test("is shown where the message does not hold it, the empty text too", () => {
    expect(dev((spec) => (spec.contacts.primary = ""))).toEqual([
      "environments/dev.ts: contacts.primary: must be an e-mail address, got ''",
    ]);
    expect(dev((spec) => (spec.contacts.primary = "nobody"))).toEqual([
      "environments/dev.ts: contacts.primary: must be an e-mail address, got 'nobody'",
    ]);
  });

  test("is shown once where the message holds it", () => {
    expect(dev((spec) => (spec.domain = "Example"))).toEqual([
      "environments/dev.ts: domain: must be a DNS name like 'app.example.com', without scheme, path or final dot, got 'Example'",
    ]);
  });

  test("is refused as a memory that Cloud Run would not read", () => {
    expect(dev((spec) => (spec.services.audio.memory = "1G b"))).toEqual([
      "environments/dev.ts: services.audio.memory: must be a whole number and Mi or Gi, like '512Mi' or '2Gi', got '1G b'",
    ]);
  });

  test("is refused as a percentage, with the fraction that is meant", () => {
    expect(dev((spec) => (spec.logging.loadBalancerSampleRate = 10))).toEqual([
      "environments/dev.ts: logging.loadBalancerSampleRate: must be a fraction from 0 to 1, got 10; for 10 % write 0.1",
    ]);
  });

  test("is refused as a range, with the one that is meant", () => {
    const range = (value: string): string[] => dev((spec) => (spec.regions["us-central1"].subnetRange = value));
    const field = "environments/dev.ts: regions.us-central1.subnetRange";
    expect(range("10.10.0.0")).toEqual([`${field}: must be an IPv4 range like '10.10.0.0/20', got '10.10.0.0'`]);
    expect(range("10.10.0.0/33")).toEqual([`${field}: must be an IPv4 range like '10.10.0.0/20', got '10.10.0.0/33'`]);
    expect(range("fd00::/20")).toEqual([`${field}: must be an IPv4 range like '10.10.0.0/20', got 'fd00::/20'`]);
    expect(range("10.10.0.5/20")[0]).toMatch(`${field}: '10.10.0.5/20' has host bits set; write '10.10.0.0/20'`);
    expect(range("8.8.0.0/16")[0]).toMatch(
      `${field}: '8.8.0.0/16' is not private; take it from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10`,
    );
  });

  test.each([
    "gcr.io/parley/audio-service:1.0",
    "audio-service",
    "audio-service@sha256:abc",
    "Audio:1.0",
    "audio-service:",
  ])("is refused as an image: %s", (value) => {
    expect(dev((spec) => (spec.services.audio.image = value))).toEqual([
      `environments/dev.ts: services.audio.image: must be 'name@sha256:<64 hex digits>' or 'name:tag' in the environment's registry, without a host or path, got '${value}'`,
    ]);
  });

  test("is refused as an image whose tag never changes", () => {
    const issues = dev((spec) => (spec.services.audio.image = "audio-service:latest"));
    expect(issues).toEqual([
      expect.stringMatching(
        /^environments\/dev\.ts: services\.audio\.image: 'audio-service:latest' never differs, so no release would show in a plan; give a digest or another tag/,
      ),
    ]);
  });

  test("is refused as an environment variable, with everything that one may be", () => {
    expect(inCatalog((catalog) => (catalog.services.rest.env.REGION = { from: "region" }))).toEqual([
      'environments/catalog.ts: services.rest.env.REGION: must be a literal string, { from: "projectId" | "environment" | "timeoutSeconds" | "logLevel" | "vertexLocation" | "vertexModel" | "vertexTextLocation" | "vertexTextModel" | "websocketPingSeconds" | "conversationEnabled" | "textToSpeechDisabled" | "textToSpeechDailyLimitUsd" | "signedUrlKeyName" }, { bucket }, { topic } or { subscription }',
    ]);
  });

  test("is refused as a database that is no key", () => {
    expect(inCatalog((catalog) => (catalog.services.media.cloudSql = true))).toEqual([
      "environments/catalog.ts: services.media.cloudSql: expected string, got true",
    ]);
  });

  test("is refused as a probe that outlives its period, which may last as long", () => {
    const liveness = (timeoutSeconds: number): string[] =>
      inCatalog((catalog) => (catalog.services.rest.health.liveness.timeoutSeconds = timeoutSeconds));
    expect(liveness(30)).toEqual([]);
    expect(liveness(31)[0]).toMatch(
      "environments/catalog.ts: services.rest.health.liveness.timeoutSeconds: 31 s is longer than the period of 30 s; lower it to 30",
    );
  });

  test("is refused as a model that Google has retired", () => {
    expect(dev((spec) => (spec.vertex.model = "gemini-2.0-flash-live"))).toEqual([
      "environments/dev.ts: vertex.model: 'gemini-2.0-flash-live' was retired in 2026; name a current model such as 'gemini-3.8-live' or 'gemini-3.5-flash-lite'",
    ]);
  });
});

describe("a key of a record", () => {
  test.each([
    ["Audio_2", "must be words of a-z and 0-9 joined by '-', each starting with a letter, like 'audio-cache'"],
    ["audio-2", "must be words of a-z and 0-9 joined by '-', each starting with a letter, like 'audio-cache'"],
  ])("names a service, which %s does not", (key, message) => {
    expect(inCatalog((catalog) => (catalog.services[key] = catalog.services.audio))).toEqual([
      `environments/catalog.ts: services.${key}: key '${key}' ${message}`,
    ]);
  });

  test("names an environment variable that Cloud Run does not set", () => {
    expect(
      inCatalog((catalog) => Object.assign(catalog.services.rest.env, { PORT: "8080", logLevel: "info" })),
    ).toEqual([
      "environments/catalog.ts: services.rest.env.PORT: key 'PORT' is set by Cloud Run itself",
      "environments/catalog.ts: services.rest.env.logLevel: key 'logLevel' must be A-Z, 0-9 and '_', starting with a letter",
    ]);
  });

  test("names a region", () => {
    expect(dev((spec) => (spec.regions.usa = { subnetRange: "10.11.0.0/20" }))).toEqual([
      "environments/dev.ts: regions.usa: key 'usa' must be a Google Cloud region like 'us-central1'",
    ]);
  });
});

describe("the files that write out every optional part", () => {
  test("are accepted", () => {
    expect(issuesOf("dev", complete)).toEqual([]);
  });
});

describe("a missing field", () => {
  test("is named with what it must be", () => {
    expect(
      dev((spec) => {
        delete spec.domain;
      }),
    ).toEqual([expect.stringMatching(/^environments\/dev\.ts: domain: is missing; expected string$/)]);
  });

  test("is named inside what is there", () => {
    expect(
      inCatalog((catalog) => {
        delete catalog.services.rest.health.liveness.periodSeconds;
      }),
    ).toEqual([
      expect.stringMatching(
        /^environments\/catalog\.ts: services\.rest\.health\.liveness\.periodSeconds: is missing; expected number$/,
      ),
    ]);
  });
});

describe("any value at all", () => {
  // An empty value is the most common mistake, so it is generated often.
  const anything = fc.oneof(fc.jsonValue(), fc.constantFrom({}, [], "", 0, null));

  test.each(["dev", "catalog"] as const)("in the file of %s is accepted or refused, and never a crash", (file) => {
    fc.assert(
      fc.property(fc.constantFrom(...pathsIn(completed(file))), anything, (path, value) => {
        const issues = issuesOf("dev", (spec, catalog) => {
          complete(spec, catalog);
          replaceAt(file === "dev" ? spec : catalog, path, value);
        });
        for (const issue of issues) expect(issue).toMatch(/^environments\/.+\.ts: .+: \S/);
      }),
      { numRuns: 200 },
    );
  });
});

const devIssues = (change: (spec: any) => void): string[] => issuesOf("dev", change);

describe("the value that an issue shows", () => {
  test("is shown where it is null, not a number or empty, and once", () => {
    expect(devIssues((spec) => (spec.contacts = null))).toEqual([
      "environments/dev.ts: contacts: expected object, got null",
    ]);
    expect(devIssues((spec) => (spec.budget.monthlyUsd = NaN))).toEqual([
      "environments/dev.ts: budget.monthlyUsd: expected number, got NaN",
    ]);
    expect(devIssues((spec) => (spec.domain = ""))).toEqual([
      "environments/dev.ts: domain: must be a DNS name like 'app.example.com', without scheme, path or final dot, got ''",
    ]);
  });

  test("is shown where the message only has a word that starts like it", () => {
    expect(devIssues((spec) => (spec.services.audio.logLevel = "warn"))).toEqual([
      `environments/dev.ts: services.audio.logLevel: expected one of "debug"|"info"|"warning"|"error"|"DEBUG"|"INFO"|"WARNING"|"ERROR", got 'warn'`,
    ]);
    expect(devIssues((spec) => (spec.name = "a"))).toEqual([
      "environments/dev.ts: name: must be 2 to 10 of a-z and 0-9, starting with a letter, got 'a'",
    ]);
  });

  test("is no crash where it is an object without a text form", () => {
    expect(devIssues((spec) => (spec.conversationEnabled = { toString: false }))).toEqual([
      "environments/dev.ts: conversationEnabled: expected boolean",
    ]);
  });
});

describe("a value that Google would refuse only at apply", () => {
  test.each([
    [
      (spec: any) => (spec.vertex.location = "us-centrall"),
      "vertex.location: must be a region like 'us-central1', or 'global', got 'us-centrall'",
    ],
    [(spec: any) => (spec.vertex.model = ""), "vertex.model: must not be empty, got ''"],
    [
      (spec: any) => (spec.dnsZone = "app.example.com."),
      "dnsZone: must be the zone's name, such as 'app-example-com', not its domain, got 'app.example.com.'",
    ],
    [
      (spec: any) => (spec.labels = { "cost-center": "x" }),
      "labels.cost-center: key 'cost-center' must be 1 to 63 of a-z, 0-9 and '_'; a '-' would be rewritten to '_'",
    ],
    [
      (spec: any) => (spec.access = { kind: "iap", members: ["user:a@b.com", "user:a@b.com"], oauthClient: "console" }),
      "access.members: names somebody twice",
    ],
    [(spec: any) => (spec.labels = { owner: "x" }), "labels.owner: key 'owner' is a label that Parley sets"],
    [
      (spec: any) => (spec.cloudArmor.rateLimitExemptRanges = ["0.0.0.0/0"]),
      "cloudArmor.rateLimitExemptRanges.0: '0.0.0.0/0' is the whole internet; name the sources one by one",
    ],
    [
      (spec: any) => (spec.cloudArmor.rateLimitExemptRanges = ["203.0.113.7/24"]),
      "cloudArmor.rateLimitExemptRanges.0: '203.0.113.7/24' has host bits set; write '203.0.113.0/24' for the range or '203.0.113.7/32' for one address",
    ],
    [
      (spec: any) => (spec.access = { kind: "iap", members: ["group:improv-users"], oauthClient: "console" }),
      "access.members.0: must be 'user:', 'group:' or 'serviceAccount:' and an e-mail address, or 'domain:' and a domain, got 'group:improv-users'",
    ],
  ])("%s is refused", (change, message) => {
    expect(devIssues(change)).toEqual([`environments/dev.ts: ${message}`]);
  });

  test.each([["203.0.113.7/32"], ["2001:db8::/32"]])("the source range %s is accepted", (range) => {
    expect(devIssues((spec) => (spec.cloudArmor.rateLimitExemptRanges = [range]))).toEqual([]);
  });

  test("GOOGLE_APPLICATION_CREDENTIALS is refused, from a secret too", () => {
    expect(
      inCatalog((catalog) => (catalog.services.rest.secrets.GOOGLE_APPLICATION_CREDENTIALS = "anthropic-api-key")),
    ).toEqual([
      "environments/catalog.ts: services.rest.secrets.GOOGLE_APPLICATION_CREDENTIALS: key 'GOOGLE_APPLICATION_CREDENTIALS' is not needed: the attached service account is the credential",
    ]);
  });

  test("a revision's name that is none is refused", () => {
    const release = (previousRevision: string): string[] =>
      devIssues((spec) => (spec.services.media.release = { percent: 10, previousRevision }));
    expect(release("parley-media-0a1b2c3d")).toEqual([]);
    for (const name of ["parley-media-", "parley-media-NOT a rev"]) {
      expect(release(name)[0]).toContain(
        `services.media.release.previousRevision: '${name}' is no revision of the service`,
      );
    }
  });
});

describe("a path of a service", () => {
  test.each([
    [
      (catalog: any) => (catalog.services.rest.health.path = "/health/*"),
      "health.path: must be one exact path that starts with '/', without '//', '.', '..' or '%2e', got '/health/*'",
    ],
    [
      (catalog: any) => (catalog.services.rest.health.path = "/api/../health"),
      "health.path: must be one exact path that starts with '/', without '//', '.', '..' or '%2e', got '/api/../health'",
    ],
    [
      (catalog: any) => (catalog.services.rest.health.path = "/health/.."),
      "health.path: must be one exact path that starts with '/', without '//', '.', '..' or '%2e', got '/health/..'",
    ],
    ...["//health", "/%2e%2e/health"].map((path): [(catalog: any) => void, string] => [
      (catalog) => (catalog.services.rest.health.path = path),
      `health.path: must be one exact path that starts with '/', without '//', '.', '..' or '%2e', got '${path}'`,
    ]),
    [
      (catalog: any) => (catalog.services.rest.inMemoryVolumes = { "/app/../etc": "64Mi" }),
      "inMemoryVolumes./app/../etc: key '/app/../etc' must be an absolute path without '..'",
    ],
  ])("%s is refused", (change, message) => {
    expect(inCatalog(change)).toEqual([`environments/catalog.ts: services.rest.${message}`]);
  });
});

describe("a kind", () => {
  const bucket = (entry: unknown): string[] => inCatalog((catalog) => (catalog.buckets.assets = entry));
  const kinds = "must be one of 'cache', 'records', 'site', 'logs'";
  const line = (message: string): string => `environments/catalog.ts: buckets.assets.contents: ${message}`;

  test("that there is not is answered with those that there are, and with the one that is meant", () => {
    expect(bucket({ contents: "record" })).toEqual([line(`${kinds}, got 'record'; did you mean 'records'?`)]);
    expect(bucket({ contents: "videos-of-users" })).toEqual([line(`${kinds}, got 'videos-of-users'`)]);
    expect(bucket({ contents: 5 })).toEqual([line(`${kinds}, got 5`)]);
  });

  test("that is missing is answered with those that there are", () => {
    expect(bucket({})).toEqual([line(`is missing; ${kinds}`)]);
    expect(dev((spec) => (spec.access = {}))).toEqual([
      'environments/dev.ts: access.kind: is missing; must be { kind: "public" }, or { kind: "iap" } with members and oauthClient',
    ]);
  });
});

describe("a list where keys are wanted", () => {
  test("is refused with how they are written", () => {
    expect(inCatalog((catalog) => (catalog.buckets = []))).toEqual([
      "environments/catalog.ts: buckets: must be { key: ... }, got a list",
    ]);
    expect(dev((spec) => (spec.services.audio.scale = [0, 7]))).toEqual([
      "environments/dev.ts: services.audio.scale: must be { key: ... }, got a list",
    ]);
  });
});

describe("a figure that an issue shows", () => {
  test("is shown also where the message holds its digits", () => {
    expect(inCatalog((catalog) => (catalog.services.rest.accountId = 5))).toEqual([
      "environments/catalog.ts: services.rest.accountId: expected string, got 5",
    ]);
    expect(dev((spec) => (spec.websocketPingSeconds = 6))).toEqual([]);
    expect(inCatalog((catalog) => (catalog.queues.jobs.maxDeliveryAttempts = 0.5))).toContain(
      "environments/catalog.ts: queues.jobs.maxDeliveryAttempts: must be a whole number, got 0.5",
    );
    expect(inCatalog((catalog) => (catalog.queues.jobs.ackDeadlineSeconds = 0))).toEqual([
      "environments/catalog.ts: queues.jobs.ackDeadlineSeconds: must be at least 10, got 0",
    ]);
  });
});

describe("a text that would not be seen", () => {
  test.each([
    ["a\nb", String.raw`"a\nb"`],
    ["a\u001b[0m", String.raw`"a\u001b[0m"`],
  ])("is shown with its escapes: %j", (value, shown) => {
    expect(dev((spec) => (spec.contacts.primary = value))).toEqual([
      `environments/dev.ts: contacts.primary: must be an e-mail address, got ${shown}`,
    ]);
  });
});

describe("code in the place of a value", () => {
  test("is refused like any other value", () => {
    expect(dev((spec) => (spec.domain = () => "example.com"))[0]).toContain("domain: expected string, got a function");
    expect(dev((spec) => (spec.domain = Symbol("domain")))[0]).toContain("domain: expected string, got Symbol(domain)");
  });

  test.each([
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
  ])("keeps no other issue from being reported where its key is unknown: %s", (_, value) => {
    const issues = dev((spec) => {
      spec.budgett = value;
      spec.primaryRegion = "us-east1";
    });
    expect(issues).toEqual([
      "environments/dev.ts: budgett: unknown key 'budgett'; did you mean 'budget'?",
      "environments/dev.ts: primaryRegion: 'us-east1' is not one of regions (us-central1); add it there or name one of them",
    ]);
  });
});

describe("the keys of signed URLs", () => {
  const keys = (value: unknown): string[] => dev((spec) => (spec.signedUrlKeys = value));
  const line = (message: string): string => `environments/dev.ts: signedUrlKeys: ${message}`;

  test("are three at most, each named once", () => {
    expect(keys(["one", "two", "three"])).toEqual([]);
    expect(keys(["one", "two", "three", "four", "five"])).toEqual([
      line("names 5 keys, but Cloud CDN takes 3; remove 2"),
    ]);
    expect(keys(["one", "two", "one"])).toEqual([line("names 'one' twice; remove one")]);
  });

  test("are a list, which is said once", () => {
    expect(keys("one")).toEqual([line("expected array, got 'one'")]);
  });
});

describe("a text that Terraform would read as a template", () => {
  const message = "holds '${', which Terraform would read as a template; write it without";

  test.each([
    ["services.rest.title", (catalog: any) => (catalog.services.rest.title = "${x}")],
    ["services.rest.description", (catalog: any) => (catalog.services.rest.description = "a ${x}")],
    ["services.rest.env.GREETING", (catalog: any) => (catalog.services.rest.env.GREETING = "${x}")],
    [
      "services.media.env.ENVIRONMENT.replace.prod",
      (catalog: any) => (catalog.services.media.env.ENVIRONMENT.replace.prod = "${x}"),
    ],
    [
      "services.rest.health.headers.X-Probe",
      (catalog: any) => (catalog.services.rest.health.headers = { "X-Probe": "${x}" }),
    ],
    ["secrets.suno-api-key.description", (catalog: any) => (catalog.secrets["suno-api-key"].description = "${x}")],
    [
      "queues.jobs.schema.definition",
      (catalog: any) =>
        (catalog.queues.jobs.schema = { type: "PROTOCOL_BUFFER", encoding: "JSON", definition: "${x}" }),
    ],
  ])("is refused in catalog.ts at %s", (field, change) => {
    expect(inCatalog(change)).toEqual([`environments/catalog.ts: ${field}: ${message}`]);
  });

  test("is refused as the name of a header", () => {
    expect(inCatalog((catalog) => (catalog.services.rest.health.headers = { "${x}": "1" }))).toEqual([
      `environments/catalog.ts: services.rest.health.headers.\${x}: key '\${x}' ${message}`,
    ]);
  });

  test.each([
    ["vertex.model", (spec: any) => (spec.vertex.model = "${x}")],
    [
      "access.members.0",
      (spec: any) => (spec.access = { kind: "iap", members: ["user:${x}@example.com"], oauthClient: "console" }),
    ],
    [
      "services.media.release.previousRevision",
      (spec: any) => (spec.services.media.release = { percent: 10, previousRevision: "${x}" }),
    ],
  ])("is refused in dev.ts at %s", (field, change) => {
    expect(dev(change)).toEqual([`environments/dev.ts: ${field}: ${message}`]);
  });
});
