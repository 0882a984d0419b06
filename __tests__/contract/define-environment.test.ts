import { describe, expect, test } from "vitest";
import { defineEnvironments } from "../../contract/define-environment";
import type { Service } from "../../contract/environment";
import { ContractError } from "../../contract/issue";
import { catalog } from "../reference/catalog";
import { environment, issuesOf, specs } from "../support/environments";

type Change = (specs: { dev: any; staging: any; prod: any }, catalog: any) => void;

/** The error for a change to copies of all files. */
function errorOf(change: Change): ContractError {
  const changed = structuredClone(specs);
  const changedCatalog = structuredClone(catalog);
  change(changed, changedCatalog);
  try {
    defineEnvironments(changed, changedCatalog);
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error("the change is allowed");
}

function serviceOf(name: keyof typeof specs, key: string, change?: (spec: any, catalog: any) => void): Service {
  return environment(name, change).services.find((service) => service.slug === key)!;
}

describe("the environments", () => {
  test("come in the given order", () => {
    const environments = defineEnvironments(specs, catalog);
    expect(environments.map(({ name }) => name)).toEqual(["dev", "staging", "prod"]);
  });

  test("leave the files' values as they are", () => {
    const before = structuredClone({ specs, catalog });
    defineEnvironments(specs, catalog);
    expect({ specs, catalog }).toEqual(before);
  });

  test("are the same for the same files", () => {
    expect(environment("prod")).toEqual(environment("prod"));
  });
});

describe("the issues", () => {
  test("come all at once, from all files", () => {
    const error = errorOf(({ dev, staging, prod }, shared) => {
      dev.services.rest.cpu = 3;
      staging.cloudArmor.enabled = false;
      prod.services.audio.scale.max = 50;
      prod.services.billing = { cpu: 1 };
      shared.services.rest.reads = ["documnets"];
    });
    expect(error.name).toBe("ContractError");
    expect(error.message.split("\n")).toEqual([
      "5 issues in the environments",
      "environments/dev.ts: services.rest.cpu: must be 1, 2, 4, 6 or 8, or a fraction from 0.08, got 3; set it to 4",
      "environments/catalog.ts: services.rest.reads: bucket 'documnets' is used but not declared; did you mean 'documents'?",
      "environments/staging.ts: cloudArmor.enabled: is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
      "environments/prod.ts: services.audio.scale.max: 50 instances x 15 connections carry 750 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67",
      "environments/prod.ts: services.billing: no service 'billing' in catalog.ts; known here: audio, conversation, gateway, media, realtime, rest",
    ]);
  });

  test("of the schema come all at once too", () => {
    const error = errorOf(({ dev, prod }, shared) => {
      dev.textToSpeach = {};
      prod.protection = "full";
      shared.services.audio.port = 0;
    });
    expect(error.message.split("\n")).toEqual([
      "3 issues in the environments",
      "environments/catalog.ts: services.audio.port: must be at least 1, got 0",
      "environments/dev.ts: textToSpeach: unknown key 'textToSpeach'; did you mean 'textToSpeech'?",
      `environments/prod.ts: protection: expected one of "protected"|"disposable", got 'full'`,
    ]);
  });

  test("in the catalog's file come once and not once for each environment", () => {
    expect(errorOf((_, shared) => (shared.services.rest.cpu = 3)).message).toBe(
      "1 issue in the environments\nenvironments/catalog.ts: services.rest.cpu: must be 1, 2, 4, 6 or 8, or a fraction from 0.08, got 3; set it to 4",
    );
    expect(errorOf((_, shared) => shared.services.audio.route.paths.push("/health")).message).toBe(
      "1 issue in the environments\nenvironments/catalog.ts: services.rest.route.paths: '/health' is taken: 'audio' has the same path on the environment's domain; give 'rest' another path or a host of its own",
    );
    expect(errorOf((_, shared) => (shared.services.rest.timeout_seconds = 3)).message).toBe(
      "1 issue in the environments\nenvironments/catalog.ts: services.rest.timeout_seconds: unknown key 'timeout_seconds'; did you mean 'timeoutSeconds'?",
    );
  });

  test("within an environment do not stop the comparison between environments, nor make it crash", () => {
    expect(
      errorOf(({ prod }, shared) => {
        shared.services.rest.route.fallback = false;
        prod.budget.monthlyUsd = 399;
      }).message.split("\n"),
    ).toContain(
      "environments/catalog.ts: services: exactly one routed service must have route.fallback, got 0; set it to true on one of them",
    );
  });

  test("hold back the rules until every field can be read", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.primaryRegion = "us-east1";
        spec.budget.monthlyUsd = "100";
      }),
    ).toEqual(["environments/dev.ts: budget.monthlyUsd: expected number, got '100'"]);
  });

  test("name the file where the environment has no name", () => {
    expect(issuesOf("dev", (spec) => (spec.name = ""))).toEqual([
      "environments/dev.ts: name: must be 2 to 10 of a-z and 0-9, starting with a letter, got ''",
    ]);
    expect(issuesOf("dev", (spec) => (spec.name = 5))).toEqual(["environments/dev.ts: name: expected string, got 5"]);
  });

  test("name the file where the environment has another's name, once", () => {
    const misnamed = (name: string): string =>
      errorOf(({ prod }) => {
        prod.name = name;
        prod.cloudArmor.enabled = name !== "staging";
      }).message;
    expect(misnamed("prd")).toBe(
      "1 issue in the environments\nenvironments/prod.ts: name: is 'prd', but the file is 'prod.ts', after which stacks and states are named; set it to 'prod'",
    );
    expect(misnamed("staging").split("\n").slice(1)).toEqual([
      "environments/prod.ts: name: is 'staging', but the file is 'prod.ts', after which stacks and states are named; set it to 'prod'",
      "environments/prod.ts: cloudArmor.enabled: is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
    ]);
  });

  test("name the files that export nothing", () => {
    const nothing = errorOf((changed) => {
      changed.staging = undefined;
      changed.prod = null;
    });
    expect(nothing.message.split("\n").slice(1)).toEqual([
      "environments/all.ts: environments.staging: is undefined; check what environments/staging.ts exports",
      "environments/all.ts: environments.prod: is null; check what environments/prod.ts exports",
    ]);
    expect(() => defineEnvironments(specs, undefined as never)).toThrow(
      "environments/all.ts: catalog: is undefined; check what environments/catalog.ts exports",
    );
  });

  test("are for programs too, each with its file, field and message", () => {
    expect(errorOf(({ prod }) => (prod.cloudArmor.enabled = false)).issues).toEqual([
      {
        file: "environments/prod.ts",
        field: "cloudArmor.enabled",
        message: "is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
      },
    ]);
  });
});

describe("the place of an issue", () => {
  const message = "must be 1 to 1000, got 1001; lower it to 1000 and raise scale.max";

  test("is the catalog's file where the environment overrides nothing", () => {
    expect(issuesOf("prod", (_, shared) => (shared.services.rest.concurrency = 1001))).toEqual([
      `environments/catalog.ts: services.rest.concurrency: ${message}`,
    ]);
  });

  test("is the catalog's file where the environment overrides something else", () => {
    expect(issuesOf("prod", (_, shared) => (shared.services.gateway.concurrency = 1001))).toEqual([
      `environments/catalog.ts: services.gateway.concurrency: ${message}`,
    ]);
  });

  test("is the catalog's file where the override is undefined", () => {
    expect(
      issuesOf("prod", (spec, shared) => {
        spec.services.gateway.concurrency = undefined;
        shared.services.gateway.concurrency = 1001;
      }),
    ).toEqual([`environments/catalog.ts: services.gateway.concurrency: ${message}`]);
  });

  test("is the environment's file where it overrides the figure", () => {
    expect(issuesOf("prod", (spec) => (spec.services.gateway.concurrency = 1001))).toEqual([
      `environments/prod.ts: services.gateway.concurrency: ${message}`,
    ]);
  });
});

describe("a service", () => {
  test("is what the catalog says where the environment says nothing", () => {
    const { scale, memory, timeoutSeconds } = serviceOf("prod", "rest");
    expect({ scale, memory, timeoutSeconds }).toEqual({
      scale: { min: 0, max: 100 },
      memory: "512Mi",
      timeoutSeconds: 30,
    });
  });

  test("has the defaults of the contract where nobody says anything", () => {
    const { slug, access, route, ...rest } = serviceOf("dev", "rest", (spec, shared) => {
      spec.services = {};
      delete shared.services.rest.internetEgress;
      delete shared.services.rest.firestore;
    });
    expect({ slug, access, route }).toEqual({
      slug: "rest",
      access: "public",
      route: { hostAliases: [], paths: ["/api/*", "/health"], fallback: true },
    });
    expect(rest).toMatchObject({
      websocket: false,
      cpuIdle: true,
      startupCpuBoost: true,
      executionEnvironment: "gen2",
      logLevel: "info",
      latencyP95Milliseconds: 2000,
      errorRatio: 0.05,
      inMemoryVolumes: {},
      reads: [],
      appends: [],
      writes: [],
      publishes: [],
      calls: [],
      firestore: false,
      queues: {},
      internetEgress: false,
      rtoMinutes: 15,
    });
    expect(rest.cloudSql).toBeUndefined();
    expect(rest.health.headers).toEqual({});
    expect(rest.health.startup).toEqual({
      initialDelaySeconds: 0,
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 30,
    });
  });

  test("keeps the catalog's figure against the contract's default", () => {
    expect(serviceOf("dev", "gateway").latencyP95Milliseconds).toBe(3000);
    expect(serviceOf("prod", "media").logLevel).toBe("INFO");
  });

  test("takes an override as a whole", () => {
    expect(serviceOf("prod", "gateway").scale).toEqual({ min: 2, max: 100 });
    expect(issuesOf("prod", (spec) => (spec.services.gateway.scale = { min: 2 }))).toEqual([
      expect.stringMatching(/^environments\/prod\.ts: services\.gateway\.scale\.max: is missing; expected number$/),
    ]);
  });

  test("keeps the catalog's figure where an override is undefined", () => {
    const { scale } = serviceOf("prod", "gateway", (spec) => (spec.services.gateway.scale = undefined));
    expect(scale).toEqual({ min: 0, max: 100 });
  });

  test("cannot change in one environment what it is", () => {
    expect(issuesOf("prod", (spec) => (spec.services.gateway.port = 9090))).toEqual([
      "environments/prod.ts: services.gateway.port: unknown key 'port'; 'port' is the same in every environment; set it in environments/catalog.ts",
    ]);
  });

  test("comes in the order of the keys, however they are written", () => {
    const keys = ["audio", "conversation", "gateway", "media", "realtime", "rest"];
    expect(environment("dev").services.map(({ slug }) => slug)).toEqual(keys);
    const reversed = environment("dev", (_, shared) => {
      shared.services = Object.fromEntries(Object.entries(shared.services).reverse());
    });
    expect(reversed.services.map(({ slug }) => slug)).toEqual(keys);
  });
});

describe("an unknown key", () => {
  test("keeps no other issue from being reported", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.budgett = 1;
        spec.services.audio.scale.max = 50;
      }),
    ).toEqual([
      "environments/prod.ts: budgett: unknown key 'budgett'; did you mean 'budget'?",
      "environments/prod.ts: services.audio.scale.max: 50 instances x 15 connections carry 750 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67",
    ]);
  });
});
