import type { EnvironmentSpec } from "../../contract/environment";
import type { CatalogSpec } from "../../contract/catalog-schema";
import { dockerRange, overlapping } from "../../contract/ranges";
import { regions, zonesOf } from "../../contract/regions";
import type { Change, Written } from "./adoption";

/*
 * Typical changes of `environments/`. None of them names a key, so each works with any
 * owner's environments.
 */

type ServiceEntry = CatalogSpec["services"][string];
type ServiceOverride = EnvironmentSpec["services"][string];

/** A digest that no image has. */
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

const firstName = ({ specs }: Written): string => Object.keys(specs)[0]!;
const lastName = ({ specs }: Written): string => Object.keys(specs).at(-1)!;
const lastOf = (written: Written): EnvironmentSpec => written.specs[lastName(written)]!;

/** An unused key, so that an added entry replaces no other. */
function freeKey(wanted: string, taken: readonly string[]): string {
  return taken.includes(wanted) ? freeKey(`${wanted}x`, taken) : wanted;
}

/** Replaces the values that every owner must change: project, domain, contacts, billing account and repository. */
export const asOwn: Change = ({ specs, catalog }) => {
  for (const [index, [name, spec]] of Object.entries(specs).entries()) {
    spec.project = { id: `own-${name}`, number: `90000000000${index}` };
    spec.domain = `${name}.own.test`;
    spec.contacts = { primary: "first@own.test", secondary: "second@own.test", escalation: "third@own.test" };
    if (spec.escalationCall !== undefined) spec.escalationCall = { kind: "telephone", number: "+1 202 555 0199" };
    spec.budget.billingAccount = "AAAAAA-BBBBBB-CCCCCC";
  }
  catalog.github = { repository: "own/infrastructure", repositoryId: "987654321", repositoryOwnerId: "7654321" };
};

/** Moves all environments to another primary region, in all of its zones. */
export const toRegion =
  (to: string): Change =>
  ({ specs }) => {
    for (const spec of Object.values(specs)) {
      const from = spec.primaryRegion;
      const moved = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(`"${from}"`, `"${to}"`)) as T;
      spec.primaryRegion = to;
      spec.regions = moved(spec.regions);
      if (spec.cluster === undefined) continue;
      spec.cluster = moved(spec.cluster);
      if (spec.cluster.location !== to) spec.cluster.location = zonesOf(to)[0]!;
      for (const pool of Object.values(spec.cluster.gpuPools)) pool.zones = zonesOf(to);
    }
  };

/** Keeps only these services and the entries that they use. */
export const onlyServices =
  (keys: readonly string[]): Change =>
  ({ specs, catalog }) => {
    catalog.services = only(catalog.services, keys);
    catalog.workloads = {};
    const used = Object.values(catalog.services);
    catalog.queues = only(
      catalog.queues,
      used.flatMap(({ queues, publishes }) => [...Object.keys(queues ?? {}), ...(publishes ?? [])]),
    );
    catalog.secrets = only(
      catalog.secrets,
      used.flatMap(({ secrets }) => Object.values(secrets ?? {})),
    );
    catalog.databases = only(
      catalog.databases,
      used.flatMap(({ cloudSql }) => cloudSql ?? []),
    );
    const buckets = used.flatMap(({ reads, appends, writes }) =>
      [reads, appends, writes].flatMap((list) => list ?? []),
    );
    // Every other bucket uses the log bucket.
    const logs = Object.keys(catalog.buckets).filter((key) => catalog.buckets[key]!.contents === "logs");
    catalog.buckets = only(catalog.buckets, [...buckets, ...logs]);
    if (!used.some(({ firestore }) => firestore === true)) catalog.collections = {};

    for (const spec of Object.values(specs)) {
      spec.services = only(spec.services, keys);
      spec.usage.services = only(spec.usage.services, keys);
      spec.usage.gpuNodeHours = {};
      spec.secretVersions = only(spec.secretVersions, Object.keys(catalog.secrets));
      delete spec.cluster;
      for (const region of Object.values(spec.regions)) delete region.clusterRanges;
      if (Object.keys(catalog.databases).length === 0) delete spec.cloudSql;
      if (!used.some(({ firestore }) => firestore === true)) delete spec.firestore;
    }
  };

function only<T>(entries: Record<string, T>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => keys.includes(key)));
}

/** Keys of the fallback service, which every environment needs, and of one other service. */
export function fallbackAndOneMore({ catalog }: Written): string[] {
  const keys = Object.keys(catalog.services);
  const isFallback = (key: string): boolean => catalog.services[key]!.route?.fallback === true;
  return [...keys.filter(isFallback), ...keys.filter((key) => !isFallback(key)).slice(0, 1)];
}

/** A copy of the first environment after it, with its own project, domain and ranges; what is loosest stays the first's. */
export const withEnvironment =
  (name: string): Change =>
  (written) => {
    const first = written.specs[firstName(written)]!;
    const added = structuredClone(first);
    added.name = name;
    added.project = {
      id: `${first.project.id.slice(0, 20)}-${name}`,
      number: `${800_000_000_000 + Object.keys(written.specs).length}`,
    };
    added.domain = `${name}.added.test`;
    delete added.dnsZone;
    const [, ...later] = Object.entries(written.specs);
    written.specs = { [first.name]: first, [name]: added, ...Object.fromEntries(later) };
    // A copy does not need a GPU cluster.
    delete added.cluster;
    added.usage.gpuNodeHours = {};
    for (const region of Object.values(added.regions)) {
      delete region.clusterRanges;
      region.subnetRange = freeRange(written);
    }
    if (added.cloudSql !== undefined) added.cloudSql.privateServicesRange = freeRange(written);
  };

/** The answers to what an added second environment is asked: it keeps and holds more than the first, and the later ones more than it. */
export const withLargerLaterOnes: Change = ({ specs }) => {
  for (const spec of Object.values(specs).slice(1)) {
    const { retentionDays, cloudSql } = spec;
    for (const kind of Object.keys(retentionDays) as (keyof typeof retentionDays)[]) retentionDays[kind] += 1;
    if (cloudSql !== undefined) cloudSql.tier = cloudSql.tier.replaceAll(/\d+/g, (figure) => `${2 * Number(figure)}`);
  }
};

/** Applies a change with a region that no environment uses yet. */
export const atFreeRegion =
  (change: (region: string) => Change): Change =>
  (written) => {
    const text = JSON.stringify(written);
    change(regions.find((region) => !text.includes(`"${region}`))!)(written);
  };

/** A /20 that no environment uses and that does not overlap with Docker's network. */
function freeRange({ specs }: Written): string {
  const candidates = [...Array(16).keys()].flatMap((second) =>
    [...Array(16).keys()].map((third) => `172.${second + 16}.${third * 16}.0/20`),
  );
  const taken = [...JSON.stringify(specs).matchAll(/"(\d+(?:\.\d+){3}\/\d+)"/g)].map(([, range]) => range!);
  const ranges = [dockerRange, ...taken.map((range) => ({ field: "", range }))];
  return candidates.find((range) => overlapping([{ field: "", range }], ranges).length === 0)!;
}

/** Adds a second region to the environment that serves users. */
export const withRegion =
  (region: string): Change =>
  (written) => {
    lastOf(written).regions[region] = { subnetRange: freeRange(written) };
  };

/** Adds a WebSocket service as in README's "How to add a service": with its own host, bucket and secret. */
export const withService: Change = ({ catalog }) => {
  const taken = [catalog.services, catalog.buckets, catalog.secrets].flatMap((entries) => Object.keys(entries));
  const key = freeKey("captions", taken);
  const secret = `${key}-api-key`;
  catalog.services[key] = {
    title: `Service ${key}`,
    description: "Writes along what is said",
    image: `captions@${digest("0")}`,
    port: 8080,
    websocket: true,
    cpu: 1,
    memory: "512Mi",
    cpuIdle: false,
    concurrency: 20,
    scale: { min: 0, max: 10 },
    peakSessions: 200,
    timeoutSeconds: 3600,
    health: {
      path: "/health",
      liveness: { initialDelaySeconds: 0, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
    },
    env: { GOOGLE_CLOUD_PROJECT: { from: "projectId" }, CAPTIONS_BUCKET: { bucket: key } },
    secrets: { CAPTIONS_API_KEY: secret },
    writes: [key],
    calls: ["speech-to-text"],
    route: { host: key, paths: ["/*"] },
  };
  catalog.buckets[key] = { contents: "records", recovery: { rpoMinutes: 0, rtoMinutes: 240 } };
  catalog.secrets[secret] = { description: "API key of the captions service; from its console" };
};

/** Sets a new image digest for each service in the environment that serves users. */
const withRelease: Change = (written) => {
  override(written, (entry) => ({ image: `${entry.image.replace(/[@:].*/, "")}@${digest("1")}` }));
};

/** The same with a canary: each new revision receives a tenth of the traffic. */
export const withCanary: Change = (written) => {
  withRelease(written);
  override(written, (_, key) => ({
    release: {
      percent: 10,
      previousRevision: `${lastOf(written).namePrefix}-${key}-0a1b2c3d`,
      regions: Object.keys(lastOf(written).regions),
    },
  }));
};

function override(written: Written, fields: (entry: ServiceEntry, key: string) => ServiceOverride): void {
  const spec = lastOf(written);
  for (const [key, entry] of Object.entries(written.catalog.services))
    // Another team deploys an external service.
    if (spec.services[key]?.external === undefined)
      spec.services[key] = { ...spec.services[key], ...fields(entry, key) };
}

/** Everyday edits of single figures and addresses, in every place where they occur. */
export const withEverydayEdits: Change = (written) => {
  withRelease(written);
  for (const entry of Object.values(written.catalog.services)) {
    const { liveness } = entry.health;
    liveness.periodSeconds = Math.min(240, liveness.periodSeconds + 30);
  }
  for (const spec of Object.values(written.specs)) {
    spec.contacts.primary = "on-call@own.test";
    spec.audit.retentionDays = Math.min(3650, spec.audit.retentionDays + 100);
    spec.cloudArmor.requestsPerMinute = Math.max(1, spec.cloudArmor.requestsPerMinute - 10);
  }
  for (const service of Object.values(lastOf(written).services))
    // More instances would need a quota.
    if (service.scale !== undefined) service.scale.max = Math.min(100, service.scale.max + 13);
};

/** Raises the database's connections, which a person decides after a larger change. */
export const withRoom: Change = ({ specs }) => {
  for (const spec of Object.values(specs)) {
    if (spec.cloudSql !== undefined) spec.cloudSql.maxConnections = 10_000;
  }
};
