import type { Api, Context, Document } from "../collection";
import { invalid } from "../google-error";
import { ended } from "../router";

export const container: Api = {
  service: "container",
  endpoints: ["container"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/locations/*/clusters/*",
      id: { field: "name" },
      answers: "operation",
      name: "short",
      fill: (document, context) => filled(document, context),
      check: (document, context) => {
        checkCluster(document, context);
      },
      atEnd: (_, { call, path, world }) => {
        const pools = call.body.cluster?.nodePools ?? [{ name: "default-pool", initialNodeCount: 1 }];
        if (call.method !== "POST" || !call.path.endsWith("/clusters")) return;
        for (const pool of pools as Document[]) {
          const at = `${path}/nodePools/${String(pool.name)}`;
          world.create(container.collections[1]!, at, call, pool);
          world.reveal(at);
        }
      },
    },
    {
      path: "projects/*/locations/*/clusters/*/nodePools/*",
      id: { field: "name" },
      answers: "operation",
      name: "short",
      check: ({ config = {} }, context) => {
        checkNodes(config as Document, context);
      },
      fill: (document, { path }) => ({
        status: "RUNNING",
        version: "1.33.1-gke.100",
        instanceGroupUrls: [],
        podIpv4CidrSize: 24,
        selfLink: `https://container.googleapis.com/v1/${path}`,
        ...document,
      }),
    },
  ],
  special: (call, world) => {
    const { method, path, body } = call;
    if (method === "POST" && path.endsWith("/clusters")) {
      const at = `${path}/${String(body.cluster.name)}`;
      world.create(container.collections[0]!, at, call, body.cluster);
      return ended(call, container.collections[0]!, at, world, container);
    }
    if (method === "POST" && path.endsWith("/nodePools")) {
      const at = `${path}/${String(body.nodePool.name)}`;
      world.create(container.collections[1]!, at, call, body.nodePool);
      return ended(call, container.collections[1]!, at, world, container);
    }
    const target = /^(projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/:]+)(?::\w+)?$/.exec(path)?.[1];
    if (target !== undefined && (method === "PUT" || (method === "POST" && path.includes(":")))) {
      const update = Object.fromEntries(
        Object.entries((body.update ?? {}) as Document).map(([key, value]) => [
          key.replace(/^desired(\w)/, (_, letter: string) => letter.toLowerCase()),
          value,
        ]),
      );
      world.update(target, call, { ...world.read(target), ...update });
      return ended(call, container.collections[0]!, target, world, container);
    }
    if (method === "GET" && target !== undefined && target === path) {
      const cluster = world.read(path);
      return { ...cluster, name: path.split("/").at(-1), nodePools: world.list(`${path}/nodePools`) };
    }
    return undefined;
  },
};

/** Google, "Use customer-managed encryption keys" (GKE): Compute Engine's agent encrypts the disks of nodes. */
function checkNodes({ serviceAccount, bootDiskKmsKey }: Document, { world, path }: Context): void {
  if (typeof serviceAccount === "string" && !world.accountExists(serviceAccount))
    throw invalid(`The user does not have access to service account "${serviceAccount}", or it does not exist.`);
  const agent = `service-${world.numberOf(path.split("/")[1]!)}@compute-system.iam.gserviceaccount.com`;
  if (typeof bootDiskKmsKey === "string" && bootDiskKmsKey !== "")
    world.requireKeyGrant(bootDiskKmsKey, agent, "Compute Engine's service account");
}

function checkCluster(document: Document, context: Context): void {
  const { subnetwork, databaseEncryption, nodeConfig = {}, nodePools = [] } = document;
  const { world, path } = context;
  if (typeof subnetwork !== "string") throw invalid("subnetwork is missing");
  for (const config of [nodeConfig, ...(nodePools as Document[]).map((pool) => pool.config ?? {})] as Document[])
    checkNodes(config, context);
  const project = path.split("/")[1]!;
  const key: unknown = databaseEncryption?.keyName;
  const agent = `service-${world.numberOf(project)}@container-engine-robot.iam.gserviceaccount.com`;
  if (typeof key === "string" && key !== "") world.requireKeyGrant(key, agent, "Kubernetes Engine's service account");
}

function filled(document: Document, { path }: Context): Document {
  return {
    status: "RUNNING",
    endpoint: "172.16.0.2",
    currentMasterVersion: "1.33.1-gke.100",
    currentNodeVersion: "1.33.1-gke.100",
    initialClusterVersion: "1.33.1-gke.100",
    masterAuth: { clusterCaCertificate: "bm9uZQ==" },
    clusterIpv4Cidr: "10.4.0.0/14",
    servicesIpv4Cidr: "10.8.0.0/20",
    selfLink: `https://container.googleapis.com/v1/${path}`,
    location: path.split("/")[3],
    id: "1",
    labelFingerprint: "00",
    locations: [`${path.split("/")[3]!}-a`],
    ...document,
    networkConfig: { ...document.networkConfig, network: document.network, subnetwork: document.subnetwork },
  };
}
