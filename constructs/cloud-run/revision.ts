import type { CloudRunV2ServiceTemplate } from "@cdktf/provider-google/lib/cloud-run-v2-service";
import type { Environment, Service } from "../../contract/environment";
import { imageReference } from "../artifact-registry/names";
import { serviceAccountEmail } from "../iam/names";
import { products } from "../products";
import { internetEgressTag, networkName, subnetworkName } from "../vpc/names";
import { environmentVariables } from "./environment-variables";
import { revisionName, serviceName, volumeName } from "./names";

/** A revision's template, including its name. */
export type Revision = CloudRunV2ServiceTemplate & { readonly revision: string };

/**
 * The revision of a service in one region, from its entry.
 *
 * Its name contains a hash of the template. Equal configuration keeps the revision,
 * any change creates a new one, and a release or a rollback can name both. The
 * template holds literals only: a CDKTF token has no stable hash.
 */
export function revisionOf(environment: Environment, service: Service, region: string): Revision {
  // The name is that of the primary region's template: only the subnet differs, and a release names one revision for all regions.
  const named = templateOf(environment, service, environment.primaryRegion);
  return {
    ...templateOf(environment, service, region),
    revision: revisionName(serviceName(environment, service), named, service.release?.attempt),
  };
}

function templateOf(environment: Environment, service: Service, region: string): CloudRunV2ServiceTemplate {
  const { health } = service;
  const tags = networkTags(service);
  const volumes = sorted(service.inMemoryVolumes).map(([mountPath, sizeLimit]) => ({
    name: volumeName(mountPath),
    mountPath,
    sizeLimit,
  }));
  return {
    serviceAccount: serviceAccountEmail(environment, service),
    timeout: `${service.timeoutSeconds}s`,
    maxInstanceRequestConcurrency: service.concurrency,
    // Best effort: keeps a client on its instance while the instance exists.
    sessionAffinity: service.websocket,
    executionEnvironment: `EXECUTION_ENVIRONMENT_${service.executionEnvironment.toUpperCase()}`,
    scaling: { minInstanceCount: service.scale.min, maxInstanceCount: service.scale.max },
    vpcAccess: {
      egress: "ALL_TRAFFIC",
      networkInterfaces: [
        {
          network: networkName(environment),
          subnetwork: subnetworkName(environment, region),
          ...(tags.length === 0 ? {} : { tags }),
        },
      ],
    },
    containers: [
      {
        image: imageReference(environment, service.image),
        ports: { containerPort: service.port },
        resources: {
          limits: { cpu: String(service.cpu), memory: service.memory },
          cpuIdle: service.cpuIdle,
          startupCpuBoost: service.startupCpuBoost,
        },
        env: environmentVariables(environment, service),
        startupProbe: {
          ...health.startup,
          httpGet: { path: health.path, port: service.port, httpHeaders: headersOf(health.headers) },
        },
        livenessProbe: {
          ...health.liveness,
          httpGet: { path: health.path, port: service.port, httpHeaders: headersOf(health.headers) },
        },
        volumeMounts: volumes.map(({ name, mountPath }) => ({ name, mountPath })),
      },
    ],
    volumes: volumes.map(({ name, sizeLimit }) => ({ name, emptyDir: { medium: "MEMORY", sizeLimit } })),
  };
}

/** Tags by which the firewall knows what the service may reach, sorted. */
const networkTags = (service: Service): string[] => [
  ...products.flatMap(({ clients }) => (clients?.includes(service) ? [clients.tag] : [])),
  ...(service.internetEgress ? [internetEgressTag] : []),
];

const headersOf = (headers: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  sorted(headers).map(([name, value]) => ({ name, value }));

/** Entries sorted by key, so that reordering keeps the revision. */
const sorted = <T>(entries: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
