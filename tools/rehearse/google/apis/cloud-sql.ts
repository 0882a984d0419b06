import type { Api, Context, Document } from "../collection";
import { GoogleError, invalid, notFound } from "../google-error";
import { withoutHost } from "../references";
import { ended } from "../router";
import type { World } from "../world";

const database = "projects/*/instances/*/databases/*";
const user = "projects/*/instances/*/users/*";

export const sql: Api = {
  service: "sqladmin",
  endpoints: ["sql"],
  base: "sql/v1beta4/",
  collections: [
    {
      path: "projects/*/instances/*",
      id: { field: "name" },
      answers: "operation",
      name: "short",
      change: "PUT merges",
      fill: (document, context) => filled(document, context),
      check: ({ settings, diskEncryptionConfiguration }, { world, path }) => {
        const project = path.split("/")[1]!;
        const agent = `service-${world.numberOf(project)}@gcp-sa-cloud-sql.iam.gserviceaccount.com`;
        const key: unknown = diskEncryptionConfiguration?.kmsKeyName;
        if (typeof key === "string") world.requireKeyGrant(key, agent, "Cloud SQL's service account");
        const network: unknown = settings?.ipConfiguration?.privateNetwork;
        const pathOf = (name: unknown): string => world.canonical(withoutHost(String(name)));
        const connection = world
          .entries("servicenetworking")
          .find(([, one]) => pathOf(one.network) === pathOf(network))?.[1];
        // Google, "Configure private services access": the instance needs the connection first.
        if (typeof network === "string" && connection === undefined)
          throw invalid(`Failed to create subnetwork. Couldn't find free blocks in ${network}: NETWORK_NOT_PEERED`);
        // Google, "Configure private services access": a range is one of those of the connection.
        const range: unknown = settings?.ipConfiguration?.allocatedIpRange;
        if (typeof range === "string" && !((connection?.reservedPeeringRanges ?? []) as string[]).includes(range))
          throw invalid(`Invalid request: the allocated IP range ${range} is not one of the connection.`);
      },
      checkDeletion: ({ settings }) => {
        if (settings?.deletionProtectionEnabled === true)
          throw new GoogleError(
            400,
            "FAILED_PRECONDITION",
            "The instance is protected. Please disable the deletion protection and try again.",
            "deletionProtectionEnabled",
          );
      },
    },
    {
      path: database,
      id: { field: "name" },
      answers: "operation",
      name: "short",
      fill: (document, { path }) => ({
        kind: "sql#database",
        ...document,
        selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/${path}`,
      }),
    },
    { path: user, id: { field: "name" }, answers: "operation", name: "short" },
  ],
  special: (call, world) => {
    const { method, path, query, body } = call;
    const instance = /^(projects\/[^/]+\/instances\/[^/]+)\/users$/.exec(path)?.[1];
    if (instance !== undefined) {
      world.read(instance);
      const at = (name: unknown): string => `${instance}/users/${String(name).replaceAll("/", "%2F")}`;
      const shown = (one: Document): Document => ({ ...one, name: one._name, instance: instance.split("/").at(-1) });
      if (method === "GET") return { kind: "sql#usersList", items: world.list(path).map(shown) };
      const collection = sql.collections[2]!;
      if (method === "POST") {
        checkUser(body as Document, world);
        // GoogleCloudPlatform/k8s-config-connector#2416 quotes the refusal.
        if (world.has(at(body.name)))
          throw invalid(
            `Database user '${String(body.name)}' cannot be created because a user exists with the same name.`,
          );
        world.create(collection, at(body.name), call, { ...body, _name: body.name });
        return ended(call, collection, at(body.name), world, sql);
      }
      const name = at(query.get("name"));
      if (!world.has(name)) throw notFound(name);
      if (method === "PUT")
        return (world.update(name, call, { ...world.read(name), ...body }), ended(call, collection, name, world, sql));
      world.delete(name, call);
      return { name: world.operations.start(() => ({})), status: "RUNNING", targetProject: path.split("/")[1] };
    }
    return undefined;
  },
};

/** GoogleCloudPlatform/terraform-google-three-tier-web-app#149 quotes the refusal. */
function checkUser({ name, type }: Document, world: World): void {
  const account = `${String(name)}.gserviceaccount.com`;
  if (type === "CLOUD_IAM_SERVICE_ACCOUNT" && !world.accountExists(account))
    throw invalid(`Invalid request: Provided CLOUD_IAM_SERVICE_ACCOUNT: ${account}, does not exist.`);
}

function filled(document: Document, { path, before, world }: Context): Document {
  const project = path.split("/")[1]!;
  const name = path.split("/").at(-1)!;
  const settings = {
    activationPolicy: "ALWAYS",
    pricingPlan: "PER_USE",
    replicationType: "SYNCHRONOUS",
    dataDiskType: "PD_SSD",
    dataDiskSizeGb: "10",
    locationPreference: { kind: "sql#locationPreference" },
    connectorEnforcement: "NOT_REQUIRED",
    ...document.settings,
    settingsVersion: String(Number(before?.settings?.settingsVersion ?? 0) + 1),
  };
  return {
    kind: "sql#instance",
    state: "RUNNABLE",
    backendType: "SECOND_GEN",
    instanceType: "CLOUD_SQL_INSTANCE",
    connectionName: `${project}:${String(document.region)}:${name}`,
    gceZone: `${String(document.region)}-a`,
    ipAddresses: [{ type: "PRIVATE", ipAddress: "10.64.0.2" }],
    serverCaCert: {
      cert: "none",
      commonName: "C=US",
      createTime: "2026-01-01T00:00:00Z",
      expirationTime: "2036-01-01T00:00:00Z",
      sha1Fingerprint: "00",
    },
    maintenanceVersion: "POSTGRES_16_0.R20260101.00_00",
    selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/${path}`,
    serviceAccountEmailAddress: `p${world.numberOf(project)}-x@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
    ...document,
    project,
    settings,
  };
}
