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
    },
    {
      path: "projects/*/locations/*/clusters/*/nodePools/*",
      id: { field: "name" },
      answers: "operation",
      name: "short",
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
      const pools = (body.cluster.nodePools as Document[] | undefined) ?? [
        { name: "default-pool", initialNodeCount: 1 },
      ];
      for (const pool of pools) {
        world.create(container.collections[1]!, `${at}/nodePools/${String(pool.name)}`, call, pool);
        world.reveal(`${at}/nodePools/${String(pool.name)}`);
      }
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

function checkCluster({ subnetwork, databaseEncryption }: Document, { world, path }: Context): void {
  if (typeof subnetwork !== "string") throw invalid("subnetwork is missing");
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
