import { unmet, type Row } from "../../contract/unmet";
import { formatList } from "../../contract/format-list";
import { servingRegions, type Environment, type Service } from "../../contract/environment";
import type { Issue } from "../../contract/issue";
import { mebibytes } from "../../contract/fields";
import type { Rule, RuleContext } from "../../contract/rules/rule";
import { serviceName, volumeName } from "./names";

/** Map from CPU limit to the memory that it allows; MiB. Google, "Configure CPU limits for services". */
const memoryOfCpu: Readonly<Record<number, { readonly min: number; readonly max: number }>> = {
  1: { min: 128, max: 4096 },
  2: { min: 128, max: 8192 },
  4: { min: 2048, max: 16384 },
  6: { min: 4096, max: 24576 },
  8: { min: 4096, max: 32768 },
};
/** Google, "Maximum concurrent requests for services". */
const maxConcurrency = 1000;
/** Google, "Set request timeout for services": 60 minutes. */
const maxTimeoutSeconds = 3600;
/** Longest duration of all startup probes together. Google, "Configure container health checks". */
const maxStartupSeconds = 240;

/** Minimum memory of each execution environment; MiB. Google, "Configure memory limits for services". */
const minMemory = { gen1: 128, gen2: 512 };

/** Refuses at synth what the Cloud Run API would refuse at apply, with a value that fits. */
export const cloudRunIssues: Rule = ({ environment, at }) =>
  environment.services.flatMap((service) =>
    service.external === undefined ? [...serviceIssues(service, at), ...releaseIssues(environment, service, at)] : [],
  );

function serviceIssues(service: Service, at: RuleContext["at"]): Issue[] {
  const { slug, concurrency, timeoutSeconds, health, inMemoryVolumes } = service;
  const probingSeconds = health.startup.periodSeconds * health.startup.failureThreshold;
  const range = service.concurrencyRange;
  const mountPaths = Object.keys(inMemoryVolumes);
  const volumes = Object.values(inMemoryVolumes).reduce((sum, size) => sum + mebibytes(size), 0);
  const issue = (field: string, message: string): Issue => ({ ...at(slug, field), message });
  return [
    ...unmet([
      ...(["liveness", "startup"] as const).map((probe): Row<Issue> => {
        const { timeoutSeconds: timeout, periodSeconds: period } = health[probe];
        return [
          timeout <= period,
          issue(
            `health.${probe}.timeoutSeconds`,
            `${timeout} s is longer than the period of ${period} s; lower it to ${period}`,
          ),
        ];
      }),
      [
        range !== undefined || (concurrency >= 1 && concurrency <= maxConcurrency),
        issue(
          "concurrency",
          `must be 1 to ${maxConcurrency}, got ${concurrency}; ${concurrency > maxConcurrency ? `lower it to ${maxConcurrency} and raise scale.max` : "set it to 1"}`,
        ),
      ],
      [
        range === undefined || (concurrency >= range.min && concurrency <= range.max),
        issue(
          "concurrency",
          `must be ${range?.min} to ${range?.max} as concurrencyRange says, got ${concurrency}; set it to ${concurrency > (range?.max ?? 0) ? range?.max : range?.min}`,
        ),
      ],
      [
        timeoutSeconds >= 1 && timeoutSeconds <= maxTimeoutSeconds,
        issue(
          "timeoutSeconds",
          `must be 1 to ${maxTimeoutSeconds} seconds, got ${timeoutSeconds}; ${timeoutSeconds > maxTimeoutSeconds ? `lower it to ${maxTimeoutSeconds} and let clients reconnect` : "raise it to 1"}`,
        ),
      ],
      [
        probingSeconds <= maxStartupSeconds,
        issue(
          "health.startup.failureThreshold",
          `${health.startup.failureThreshold} probes of ${health.startup.periodSeconds} s take ${probingSeconds} s, more than the ${maxStartupSeconds} s that Cloud Run waits; lower it to ${Math.floor(maxStartupSeconds / health.startup.periodSeconds)}`,
        ),
      ],
      [
        new Set(mountPaths.map(volumeName)).size === mountPaths.length,
        issue(
          "inMemoryVolumes",
          `the mount paths ${mountPaths.join(", ")} give two volumes the same name; rename one of them`,
        ),
      ],
      [
        volumes * 2 <= mebibytes(service.memory),
        issue(
          "inMemoryVolumes",
          `volumes of ${volumes}Mi leave less than half of the ${service.memory} that an instance has; shrink them or raise memory to ${volumes * 2}Mi`,
        ),
      ],
    ]),
    ...(service.cpu < 1 ? fractionIssues(service, at) : wholeCpuIssues(service, at)),
  ];
}

/** A release must name a revision of the same service that exists in each serving region. */
function releaseIssues(environment: Environment, service: Service, at: RuleContext["at"]): Issue[] {
  const { release, slug } = service;
  if (release === undefined) return [];
  const { percent, previousRevision: previous, attempt, regions = [environment.primaryRegion] } = release;
  const name = serviceName(environment, service);
  const serving = servingRegions(environment);
  const issue = (field: string, message: string): Issue => ({ ...at(slug, `release.${field}`), message });
  const without = serving.filter((region) => !regions.includes(region));
  const elsewhere = regions.filter((region) => !serving.includes(region));
  const splits = percent !== undefined || previous !== undefined;
  return unmet([
    [
      splits || attempt !== undefined,
      issue("percent", "is missing, and so is attempt; set percent and previousRevision, or remove release"),
    ],
    [!splits || percent !== undefined, issue("percent", "is missing; previousRevision needs the share of the other")],
    [
      !splits || previous !== undefined,
      issue("previousRevision", `is missing; percent ${percent} needs the revision that receives the rest`),
    ],
    [
      previous === undefined || (previous.startsWith(`${name}-`) && /^[a-z0-9-]*[a-z0-9]$/.test(previous)),
      issue(
        "previousRevision",
        `'${previous}' is no revision of the service, whose revisions start with '${name}-'; take it from gcloud run revisions list --service=${name}`,
      ),
    ],
    [
      elsewhere.length === 0,
      issue(
        "regions",
        `${formatList(elsewhere)} ${elsewhere.length === 1 ? "serves" : "serve"} nothing here; the serving regions are ${formatList(serving)}`,
      ),
    ],
    [
      !splits || without.length === 0,
      issue(
        "regions",
        `${formatList(without)} ${without.length === 1 ? "is" : "are"} not among ${formatList(regions)}, and a service cannot be created with traffic for a revision that its region does not have; end the release before a region is added, or, if '${previous}' runs in each, set regions to [${serving.map((region) => `"${region}"`).join(", ")}]`,
      ),
    ],
  ]);
}

function wholeCpuIssues({ slug, cpu, memory, executionEnvironment }: Service, at: RuleContext["at"]): Issue[] {
  const allowed = memoryOfCpu[cpu];
  if (allowed === undefined) {
    const next = cpuSizes.find((size) => size > cpu) ?? 8;
    const message = `must be 1, 2, 4, 6 or 8, or a fraction from 0.08, got ${cpu}; set it to ${next}`;
    return [{ ...at(slug, "cpu"), message }];
  }
  const size = mebibytes(memory);
  const least = minMemory[executionEnvironment];
  if (size < Math.max(allowed.min, least)) {
    const [what, min] =
      allowed.min >= least
        ? [`${cpu} vCPU`, allowed.min]
        : [`the execution environment ${executionEnvironment}`, least];
    return [
      { ...at(slug, "memory"), message: `${what} needs at least ${min}Mi, got ${memory}; raise memory to ${min}Mi` },
    ];
  }
  if (size <= allowed.max) return [];
  const message = `${cpu} vCPU takes at most ${allowed.max}Mi, got ${memory}; ${orRaiseCpu(size)}lower memory to ${allowed.max}Mi`;
  return [{ ...at(slug, "memory"), message }];
}

const cpuSizes = Object.keys(memoryOfCpu).map(Number);

/** Suggests the lowest CPU limit that allows this much memory; empty if none does. */
function orRaiseCpu(size: number): string {
  const fits = cpuSizes.find((cpu) => size <= memoryOfCpu[cpu]!.max);
  return fits === undefined ? "" : `raise cpu to ${fits} or `;
}

/** Below 1 vCPU Cloud Run restricts memory, concurrency, billing and the execution environment; a fraction must comply with all. */
function fractionIssues(service: Service, at: RuleContext["at"]): Issue[] {
  const { slug, cpu, memory, concurrency, cpuIdle, executionEnvironment } = service;
  // The other messages would only distract from this one.
  if (cpu < 0.08) return [{ ...at(slug, "cpu"), message: `must be at least 0.08, got ${cpu}; set it to 1` }];
  const maxMemory = cpu < 0.5 ? 512 : 1024;
  const why = `${cpu} vCPU, less than 1,`;
  const issue = (field: string, message: string): Issue => ({ ...at(slug, field), message });
  return unmet([
    [
      mebibytes(memory) <= maxMemory,
      issue(
        "memory",
        `${why} takes at most ${maxMemory}Mi, got ${memory}; ${orRaiseCpu(mebibytes(memory))}lower memory to ${maxMemory}Mi`,
      ),
    ],
    [
      mebibytes(memory) >= minMemory.gen1,
      issue("memory", `${why} needs at least ${minMemory.gen1}Mi, got ${memory}; raise memory to ${minMemory.gen1}Mi`),
    ],
    [
      concurrency === 1,
      issue(
        "concurrency",
        `${why} allows a concurrency of 1 only, got ${concurrency}; raise cpu to 1 or set concurrency to 1`,
      ),
    ],
    [cpuIdle, issue("cpuIdle", `${why} is billed by request only; raise cpu to 1 or set cpuIdle to true`)],
    [
      executionEnvironment === "gen1",
      issue(
        "executionEnvironment",
        `${why} runs in the first generation only; raise cpu to 1 or set executionEnvironment to 'gen1'`,
      ),
    ],
  ]);
}
