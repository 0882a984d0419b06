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

/** What every edit may need: a budget that pays for it and connections for its instances. */
export function withRoom({ specs }: Entries): void {
  for (const spec of Object.values(specs)) {
    spec.budget.monthlyUsd = 1_000_000;
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
