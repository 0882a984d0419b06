import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { environment, issuesOf } from "../../support/environments";

/** Issues of the REST service with these settings in catalog.ts. */
const rest = (settings: object): string[] =>
  issuesOf("dev", (_, catalog) => Object.assign(catalog.services.rest, settings));

const line = (field: string, message: string): string => `environments/catalog.ts: services.rest.${field}: ${message}`;

describe("the memory of whole vCPUs", () => {
  test.each([
    [1, 128, 4096],
    [2, 128, 8192],
    [4, 2048, 16384],
    [6, 4096, 24576],
    [8, 4096, 32768],
  ])("%i vCPU takes from %iMi to %iMi", (cpu, min, max) => {
    expect(rest({ cpu, memory: `${min}Mi`, executionEnvironment: "gen1" })).toEqual([]);
    expect(rest({ cpu, memory: `${max}Mi` })).toEqual([]);
  });

  test.each([
    [1, "127Mi", "1 vCPU needs at least 128Mi, got 127Mi; raise memory to 128Mi"],
    [2, "127Mi", "2 vCPU needs at least 128Mi, got 127Mi; raise memory to 128Mi"],
    [4, "2047Mi", "4 vCPU needs at least 2048Mi, got 2047Mi; raise memory to 2048Mi"],
    [6, "3Gi", "6 vCPU needs at least 4096Mi, got 3Gi; raise memory to 4096Mi"],
    [8, "4095Mi", "8 vCPU needs at least 4096Mi, got 4095Mi; raise memory to 4096Mi"],
    [1, "4097Mi", "1 vCPU takes at most 4096Mi, got 4097Mi; raise cpu to 2 or lower memory to 4096Mi"],
    [1, "9Gi", "1 vCPU takes at most 4096Mi, got 9Gi; raise cpu to 4 or lower memory to 4096Mi"],
    [2, "8193Mi", "2 vCPU takes at most 8192Mi, got 8193Mi; raise cpu to 4 or lower memory to 8192Mi"],
    [4, "16385Mi", "4 vCPU takes at most 16384Mi, got 16385Mi; raise cpu to 6 or lower memory to 16384Mi"],
    [6, "25Gi", "6 vCPU takes at most 24576Mi, got 25Gi; raise cpu to 8 or lower memory to 24576Mi"],
  ])("%i vCPU with %s is refused with the figure that fits", (cpu, memory, message) => {
    expect(rest({ cpu, memory, executionEnvironment: "gen1" })).toContain(line("memory", message));
  });

  test("1 vCPU with more than 32Gi is refused with the one fix that is accepted", () => {
    expect(rest({ memory: "40Gi" })).toEqual([
      line("memory", "1 vCPU takes at most 4096Mi, got 40Gi; lower memory to 4096Mi"),
    ]);
    expect(rest({ memory: "4096Mi" })).toEqual([]);
  });

  test("8 vCPU with more than 32Gi is refused, since no instance has more", () => {
    expect(rest({ cpu: 8, memory: "32769Mi" })).toEqual([
      line("memory", "8 vCPU takes at most 32768Mi, got 32769Mi; lower memory to 32768Mi"),
    ]);
  });

  test("either fix of a memory issue is accepted", () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 4, 6, 8), fc.integer({ min: 1, max: 32768 }), (cpu, size) => {
        const issue = rest({ cpu, memory: `${size}Mi`, executionEnvironment: "gen1" }).at(-1);
        if (issue === undefined) return;
        const memory = /(?:raise|lower) memory to (\d+Mi)$/.exec(issue)?.[1];
        expect(rest({ cpu, memory, executionEnvironment: "gen1" })).toEqual([]);
        const raised = /raise cpu to (\d)/.exec(issue)?.[1];
        if (raised !== undefined) expect(rest({ cpu: Number(raised), memory: `${size}Mi` })).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the memory of an execution environment", () => {
  test("is 512Mi at least in the second generation", () => {
    expect(rest({ memory: "512Mi" })).toEqual([]);
    expect(rest({ memory: "511Mi" })).toEqual([
      line("memory", "the execution environment gen2 needs at least 512Mi, got 511Mi; raise memory to 512Mi"),
    ]);
  });

  test("is 128Mi at least in the first generation, where it runs a fraction of a vCPU too", () => {
    const gen1 = (memory: string): string[] => rest({ cpu: 0.5, concurrency: 1, executionEnvironment: "gen1", memory });
    expect(gen1("128Mi")).toEqual([]);
    expect(gen1("127Mi")).toEqual([
      line("memory", "0.5 vCPU, less than 1, needs at least 128Mi, got 127Mi; raise memory to 128Mi"),
    ]);
  });
});

describe("vCPUs of one and more", () => {
  test.each([
    [1.5, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 8],
  ])("%d vCPU is refused in favour of %i", (cpu, next) => {
    expect(rest({ cpu, memory: "4Gi" })).toEqual([
      line("cpu", `must be 1, 2, 4, 6 or 8, or a fraction from 0.08, got ${cpu}; set it to ${next}`),
    ]);
    expect(rest({ cpu: next, memory: "4Gi" })).toEqual([]);
  });
});

describe("a fraction of a vCPU", () => {
  const fraction = { cpu: 0.5, memory: "1Gi", concurrency: 1, cpuIdle: true, executionEnvironment: "gen1" };

  test("is allowed from 0.08 with the settings that Cloud Run forces", () => {
    expect(rest(fraction)).toEqual([]);
    expect(rest({ ...fraction, cpu: 0.99 })).toEqual([]);
    expect(rest({ ...fraction, cpu: 0.08, memory: "512Mi" })).toEqual([]);
  });

  test("is refused below 0.08", () => {
    expect(rest({ ...fraction, cpu: 0.07, memory: "512Mi" })).toEqual([
      line("cpu", "must be at least 0.08, got 0.07; set it to 1"),
    ]);
  });

  test("takes 512Mi at most below half a vCPU, and 1Gi from there", () => {
    expect(rest({ ...fraction, cpu: 0.49, memory: "513Mi" })).toEqual([
      line("memory", "0.49 vCPU, less than 1, takes at most 512Mi, got 513Mi; raise cpu to 1 or lower memory to 512Mi"),
    ]);
    expect(rest({ ...fraction, memory: "1025Mi" })).toEqual([
      line(
        "memory",
        "0.5 vCPU, less than 1, takes at most 1024Mi, got 1025Mi; raise cpu to 1 or lower memory to 1024Mi",
      ),
    ]);
  });

  test("is refused with 8Gi, which either fix mends", () => {
    expect(rest({ ...fraction, memory: "8Gi" })).toEqual([
      line("memory", "0.5 vCPU, less than 1, takes at most 1024Mi, got 8Gi; raise cpu to 2 or lower memory to 1024Mi"),
    ]);
    expect(rest({ ...fraction, memory: "1024Mi" })).toEqual([]);
    expect(rest({ ...fraction, memory: "8Gi", cpu: 2 })).toEqual([]);
  });

  test("serves one request at a time", () => {
    expect(rest({ ...fraction, concurrency: 2 })).toEqual([
      line(
        "concurrency",
        "0.5 vCPU, less than 1, allows a concurrency of 1 only, got 2; raise cpu to 1 or set concurrency to 1",
      ),
    ]);
  });

  test("is billed by request", () => {
    expect(rest({ ...fraction, cpuIdle: false })).toEqual([
      line("cpuIdle", "0.5 vCPU, less than 1, is billed by request only; raise cpu to 1 or set cpuIdle to true"),
    ]);
  });

  test("runs in the first generation", () => {
    expect(rest({ ...fraction, executionEnvironment: "gen2" })).toEqual([
      line(
        "executionEnvironment",
        "0.5 vCPU, less than 1, runs in the first generation only; raise cpu to 1 or set executionEnvironment to 'gen1'",
      ),
    ]);
  });

  test("is refused with all its reasons at once, each where its setting is written", () => {
    expect(issuesOf("dev", (spec) => (spec.services.rest.cpu = 0.5))).toEqual([
      "environments/catalog.ts: services.rest.concurrency: 0.5 vCPU, less than 1, allows a concurrency of 1 only, got 80; raise cpu to 1 or set concurrency to 1",
      "environments/catalog.ts: services.rest.executionEnvironment: 0.5 vCPU, less than 1, runs in the first generation only; raise cpu to 1 or set executionEnvironment to 'gen1'",
    ]);
  });
});

describe("concurrency", () => {
  test("is 1 to 1000", () => {
    expect(rest({ concurrency: 1 })).toEqual([]);
    expect(rest({ concurrency: 1000 })).toEqual([]);
  });

  test("is refused beyond, on either side", () => {
    expect(rest({ concurrency: 0 })).toEqual([line("concurrency", "must be 1 to 1000, got 0; set it to 1")]);
    expect(rest({ concurrency: 1001 })).toEqual([
      line("concurrency", "must be 1 to 1000, got 1001; lower it to 1000 and raise scale.max"),
    ]);
  });
});

describe("a measured range of concurrency", () => {
  const measured = (concurrency: number): string[] => rest({ concurrency, concurrencyRange: { min: 10, max: 20 } });

  test("holds in every environment, both ends included", () => {
    expect(measured(10)).toEqual([]);
    expect(measured(20)).toEqual([]);
  });

  test("is refused beyond, with the nearer end", () => {
    expect(measured(9)).toEqual([
      line("concurrency", "must be 10 to 20 as concurrencyRange says, got 9; set it to 10"),
    ]);
    expect(measured(21)).toEqual([
      line("concurrency", "must be 10 to 20 as concurrencyRange says, got 21; set it to 20"),
    ]);
  });

  test("says alone what is wrong with a concurrency of 0", () => {
    expect(measured(0)).toEqual([
      line("concurrency", "must be 10 to 20 as concurrencyRange says, got 0; set it to 10"),
    ]);
  });
});

describe("the request timeout", () => {
  test("is 1 second to 60 minutes", () => {
    const fast = { goal: 0.95, milliseconds: 400 };
    expect(
      rest({
        timeoutSeconds: 1,
        latencyP95Milliseconds: 400,
        latencyP99Milliseconds: 900,
        objectives: { latency: fast },
      }),
    ).toEqual([]);
    expect(rest({ timeoutSeconds: 3600 })).toEqual([]);
  });

  test("is refused beyond, on either side", () => {
    expect(rest({ timeoutSeconds: 0 })).toEqual([
      line("timeoutSeconds", "must be 1 to 3600 seconds, got 0; raise it to 1"),
    ]);
    expect(rest({ timeoutSeconds: 3601 })).toEqual([
      line("timeoutSeconds", "must be 1 to 3600 seconds, got 3601; lower it to 3600 and let clients reconnect"),
    ]);
  });
});

describe("the startup probe", () => {
  const startup = (periodSeconds: number, failureThreshold: number): string[] =>
    issuesOf("dev", (_, catalog) => {
      catalog.services.rest.health.startup = {
        initialDelaySeconds: 0,
        timeoutSeconds: 1,
        periodSeconds,
        failureThreshold,
      };
    });

  test("may take exactly the 240 s that Cloud Run waits", () => {
    expect(startup(8, 30)).toEqual([]);
    expect(startup(240, 1)).toEqual([]);
  });

  test("is refused beyond, with the most probes that fit", () => {
    expect(startup(7, 34)).toEqual([]);
    expect(startup(7, 35)).toEqual([
      line(
        "health.startup.failureThreshold",
        "35 probes of 7 s take 245 s, more than the 240 s that Cloud Run waits; lower it to 34",
      ),
    ]);
  });
});

describe("in-memory volumes", () => {
  test("may take half of the instance's memory together", () => {
    expect(rest({ memory: "1Gi", inMemoryVolumes: { "/tmp": "256Mi", "/cache": "256Mi" } })).toEqual([]);
  });

  test("are refused beyond, with the memory that holds them", () => {
    expect(rest({ memory: "1Gi", inMemoryVolumes: { "/tmp": "256Mi", "/cache": "257Mi" } })).toEqual([
      line(
        "inMemoryVolumes",
        "volumes of 513Mi leave less than half of the 1Gi that an instance has; shrink them or raise memory to 1026Mi",
      ),
    ]);
  });
});

describe("the mount paths of in-memory volumes", () => {
  test("give each volume a name of its own", () => {
    const volumes = (...paths: string[]): string[] =>
      rest({ memory: "1Gi", inMemoryVolumes: Object.fromEntries(paths.map((path) => [path, "128Mi"])) });
    expect(volumes("/app/cache", "/app-caches")).toEqual([]);
    expect(volumes("/app/cache", "/app-cache")).toEqual([
      line(
        "inMemoryVolumes",
        "the mount paths /app/cache, /app-cache give two volumes the same name; rename one of them",
      ),
    ]);
  });
});

describe("a release", () => {
  test("takes the rest of the traffic to a revision of the same service", () => {
    const release = (previousRevision: string): string[] =>
      issuesOf("dev", (spec) => (spec.services.rest.release = { percent: 10, previousRevision }));
    expect(release("parley-rest-0123abcd")).toEqual([]);
    expect(release("parley-media-0123abcd")).toEqual([
      "environments/dev.ts: services.rest.release.previousRevision: 'parley-media-0123abcd' is no revision of the service, whose revisions start with 'parley-rest-'; take it from gcloud run revisions list --service=parley-rest",
    ]);
  });

  const previousRevision = "parley-rest-0123abcd";
  const released = (release: object, regions: readonly string[] = []): string[] =>
    issuesOf("dev", (spec) => {
      spec.services.rest.release = release;
      for (const [index, region] of regions.entries())
        spec.regions[region] = { subnetRange: `10.${40 + index}.0.0/20` };
    });

  test("has a share and a revision for the rest, or is a further attempt, or both", () => {
    for (const release of [
      { attempt: 2 },
      { percent: 0, previousRevision },
      { percent: 100, previousRevision, attempt: 99 },
    ])
      expect(released(release)).toEqual([]);
    const at = "environments/dev.ts: services.rest.release";
    expect(released({})).toEqual([
      `${at}.percent: is missing, and so is attempt; set percent and previousRevision, or remove release`,
    ]);
    expect(released({ previousRevision })).toEqual([
      `${at}.percent: is missing; previousRevision needs the share of the other`,
    ]);
    expect(released({ percent: 10, attempt: 2 })).toEqual([
      `${at}.previousRevision: is missing; percent 10 needs the revision that receives the rest`,
    ]);
    expect(released({ attempt: 1 })).toEqual([
      `${at}.attempt: counts from 2 and only upwards; leave it out for the first attempt, got 1`,
    ]);
    expect(released({ attempt: 100 })).toEqual([
      `${at}.attempt: must be at most 99; change another field of the service, and remove attempt with that change, got 100`,
    ]);
  });

  test("is refused while a region is added, which cannot have the previous revision", () => {
    const both = ["us-central1", "europe-west1"];
    const message =
      'environments/dev.ts: services.rest.release.regions: europe-west1 is not among us-central1, and a service cannot be created with traffic for a revision that its region does not have; end the release before a region is added, or, if \'parley-rest-0123abcd\' runs in each, set regions to ["us-central1", "europe-west1"]';
    expect(released({ percent: 10, previousRevision }, ["europe-west1"])).toEqual([message]);
    expect(released({ percent: 10, previousRevision, regions: both }, ["europe-west1"])).toEqual([]);
    expect(released({ attempt: 2 }, ["europe-west1"])).toEqual([]);
    expect(released({ percent: 10, previousRevision, regions: both })).toEqual([
      "environments/dev.ts: services.rest.release.regions: europe-west1 serves nothing here; the serving regions are us-central1",
    ]);
  });
});

describe("a service that others deploy", () => {
  test("is not held to Cloud Run's limits here", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.services.rest.cpu = 3;
        spec.services.rest.external = { serviceName: "rest", accountEmail: "rest@other.iam.gserviceaccount.com" };
      }),
    ).toEqual([]);
  });
});

describe("the probes of one environment", () => {
  const inDev = (health: any): string[] => issuesOf("dev", (spec) => (spec.services.rest = { health }));
  const probesOf = (health: any): unknown => {
    const { services } = environment("dev", (spec) => (spec.services.rest = { health }));
    return services.find(({ slug }) => slug === "rest")!.health;
  };
  const { health: entry } = environment("dev").services.find(({ slug }) => slug === "rest")!;

  test("differ in what it says, and only in that", () => {
    expect(probesOf({ liveness: { periodSeconds: 60 } })).toEqual({
      ...entry,
      liveness: { ...entry.liveness, periodSeconds: 60 },
    });
    expect(probesOf({ startup: { failureThreshold: 40, periodSeconds: undefined } })).toEqual({
      ...entry,
      startup: { ...entry.startup, failureThreshold: 40 },
    });
  });

  test("are refused for a period that the entry's timeout exceeds", () => {
    expect(inDev({ liveness: { periodSeconds: entry.liveness.timeoutSeconds } })).toEqual([]);
    const period = entry.liveness.timeoutSeconds - 1;
    expect(inDev({ liveness: { periodSeconds: period } })).toEqual([
      `environments/dev.ts: services.rest.health.liveness.timeoutSeconds: ${entry.liveness.timeoutSeconds} s is longer than the period of ${period} s; lower it to ${period}`,
    ]);
  });

  test("are mended where they are written", () => {
    expect(inDev({ startup: { failureThreshold: 49 } })).toEqual([
      "environments/dev.ts: services.rest.health.startup.failureThreshold: 49 probes of 5 s take 245 s, more than the 240 s that Cloud Run waits; lower it to 48",
    ]);
    expect(
      issuesOf("dev", (spec, catalog) => {
        spec.services.rest = { health: { liveness: { periodSeconds: 60 } } };
        catalog.services.rest.health.startup = { ...entry.startup, failureThreshold: 49 };
      }),
    ).toEqual([
      line(
        "health.startup.failureThreshold",
        "49 probes of 5 s take 245 s, more than the 240 s that Cloud Run waits; lower it to 48",
      ),
    ]);
  });

  test("keep the entry's path and headers", () => {
    expect(inDev({ path: "/other" })).toEqual([
      "environments/dev.ts: services.rest.health.path: unknown key 'path'; known here: liveness, startup",
    ]);
  });
});
