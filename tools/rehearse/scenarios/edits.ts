import type { EnvironmentSpec } from "../../../contract/environment";
import type { Edit, Entries } from "../scenario";

/** Takes a service out of one environment, with what that environment says of it. */
export const withoutService =
  (environment: string, service: string): Edit =>
  ({ specs }) => {
    const spec = specs[environment]!;
    spec.excludedServices = [...(spec.excludedServices ?? []), service];
    spec.services = without(spec.services, service);
    spec.usage.services = without(spec.usage.services, service);
  };

/** A small environment, where a scenario needs these services only; each deploy of it is shorter. */
export const withServicesOnly =
  (environment: string, ...services: readonly string[]): Edit =>
  (entries) => {
    for (const service of Object.keys(entries.catalog.services))
      if (!services.includes(service)) withoutService(environment, service)(entries);
  };

export const without = <T>(entries: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).filter(([one]) => one !== key));

/** What every edit may need: connections for its instances, and requests that no objective calls slow. */
export function withRoom({ specs }: Entries): void {
  for (const spec of Object.values(specs)) {
    for (const load of Object.values(spec.usage.services))
      if (load.averageSeconds !== undefined) load.averageSeconds = Math.min(load.averageSeconds, 0.5);
    if (spec.cloudSql !== undefined) spec.cloudSql.maxConnections = 10_000;
  }
}

export const secondRegion = "europe-west1";

/** A second serving region, with the range of the example in docs/how-to. */
export const withRegion =
  (environment: string): Edit =>
  ({ specs }) => {
    specs[environment]!.regions[secondRegion] = { subnetRange: "172.30.0.0/20" };
  };

export const withoutRegion =
  (environment: string): Edit =>
  ({ specs }) => {
    specs[environment]!.regions = without(specs[environment]!.regions, secondRegion);
  };

/** Takes the GPU cluster out of prod, with its ranges. */
export const withoutCluster: Edit = ({ specs }) => {
  const prod = specs["prod"]!;
  delete prod.cluster;
  delete prod.regions["us-central1"]!.clusterRanges;
  prod.usage.gpuNodeHours = {};
};

/** prod with the service that releases and renames change, and the fallback. */
export const smallProd: Edit = (entries) => {
  withServicesOnly("prod", "media", "rest")(entries);
  withoutCluster(entries);
};

/** A service that is not in the reference: its key, its name at Google, and its address in the runtime layer of dev. */
export const newService = {
  key: "notes",
  resource: "parley-notes",
  address: "google_cloud_run_v2_service.Notes_us-central1_9F118327",
};

/** Adds that service, with a host of its own. It needs nothing of the earlier layers. */
export const aNewService: Edit = ({ catalog }) => {
  catalog.services[newService.key] = {
    title: "Notes",
    description: "Keeps notes",
    image: `notes@sha256:${"4".repeat(64)}`,
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
    env: { LOG_LEVEL: { from: "logLevel" } },
    route: { host: newService.key, paths: ["/*"] },
  };
};

/** A bucket goes, with every use of it. */
export const withoutBucket =
  (bucket: string): Edit =>
  ({ catalog }) => {
    catalog.buckets = without(catalog.buckets, bucket);
    for (const service of Object.values(catalog.services)) {
      for (const use of ["reads", "appends", "writes"] as const)
        service[use] = (service[use] ?? []).filter((one) => one !== bucket);
      service.env = Object.fromEntries(
        Object.entries(service.env ?? {}).filter(
          ([, value]) => typeof value === "string" || !("bucket" in value) || value.bucket !== bucket,
        ),
      );
    }
  };

/** A secret goes, with every use of it. */
export const withoutSecret =
  (secret: string): Edit =>
  ({ catalog }) => {
    catalog.secrets = without(catalog.secrets, secret);
    for (const service of Object.values(catalog.services))
      service.secrets = Object.fromEntries(Object.entries(service.secrets ?? {}).filter(([, one]) => one !== secret));
  };

/** A queue goes, with every use of it. */
export const withoutQueue =
  (queue: string): Edit =>
  ({ catalog }) => {
    catalog.queues = without(catalog.queues, queue);
    for (const service of Object.values(catalog.services)) {
      service.publishes = (service.publishes ?? []).filter((one) => one !== queue);
      service.queues = without(service.queues ?? {}, queue);
      service.env = Object.fromEntries(
        Object.entries(service.env ?? {}).filter(
          ([, value]) =>
            typeof value === "string" ||
            !("topic" in value || "subscription" in value) ||
            ("topic" in value ? value.topic : value.subscription) !== queue,
        ),
      );
    }
  };

/** Cloud SQL goes from an environment: no service of any environment uses it any more. */
export const withoutCloudSql =
  (environment: string): Edit =>
  ({ specs, catalog }) => {
    delete specs[environment]!.cloudSql;
    catalog.databases = {};
    for (const service of Object.values(catalog.services)) delete service.cloudSql;
  };

/** A protected environment lets go of something, whose entry stays until the next change. */
export const retiring =
  (what: NonNullable<EnvironmentSpec["retiring"]>): Edit =>
  ({ specs }) => {
    specs["prod"]!.retiring = what;
  };

/** The second of the two changes: the entry goes, and its line in `retiring`. */
export const retired =
  (removal: Edit): Edit =>
  (entries) => {
    delete entries.specs["prod"]!.retiring;
    removal(entries);
  };

/** Firestore goes from an environment, and its collections and users with it from all. */
export const withoutFirestore =
  (environment: string): Edit =>
  ({ specs, catalog }) => {
    delete specs[environment]!.firestore;
    catalog.collections = {};
    for (const service of Object.values(catalog.services)) service.firestore = false;
  };

/** An edit, and another one after which the entries are as before it. */
export const undone = (edit: Edit): { edit: Edit; undo: Edit } => {
  let before: Entries | undefined;
  return {
    edit: (entries) => {
      before = structuredClone(entries);
      edit(entries);
    },
    undo: (entries) => {
      Object.assign(entries, structuredClone(before!));
    },
  };
};
