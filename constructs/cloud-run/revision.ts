import type { CloudRunV2ServiceTemplate } from "@cdktf/provider-google/lib/cloud-run-v2-service";
import type { Environment, Service } from "../../contract/environment";
import { imageReference } from "../artifact-registry/names";
import { serviceAccountEmail } from "../iam/names";
import { products } from "../products";
import { internetEgressTag, networkName, subnetworkName } from "../vpc/names";
import { environmentVariables } from "./environment-variables";
import { revisionName, serviceName, volumeName } from "./names";

/** A revision's template with its name. */
export type Revision = CloudRunV2ServiceTemplate & { readonly revision: string };

/**
 * The revision that an environment's entry describes, in one region.
 *
 * Its name is a hash of everything in it, so equal configuration keeps its
 * revision, any change makes a new one, and a release or a rollback can name
 * both. It holds literals only: a token would not hash alike twice.
 */
export function revisionOf(environment: Environment, service: Service, region: string): Revision {
  // Named as in the primary region: the subnet is all that differs, and a release names one revision for all regions.
  const named = templateOf(environment, service, environment.primaryRegion);
  return {
    ...templateOf(environment, service, region),
    revision: revisionName(serviceName(environment, service), named),
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
    // Best effort: it keeps a client on its instance while the instance lives.
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

/** Entries by key, so that a reordered entry keeps its revision. */
const sorted = <T>(entries: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
