import type { Api } from "../collection";
import { denied } from "../google-error";
import type { World } from "../world";

/** Secrets without their values; a version is only a number that exists. */
export const secretManager: Api = {
  service: "secretmanager",
  endpoints: ["secret_manager"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/secrets/*",
      id: { parameter: "secretId" },
      answers: "document",
      name: "number",
      fill: (document) => ({ createTime: "2026-01-01T00:00:00Z", etag: '"1"', ...document }),
      check: ({ replication, topics = [] }, { world, path }) => {
        const project = path.split("/")[1]!;
        const agent = `service-${world.numberOf(project)}@gcp-sa-secretmanager.iam.gserviceaccount.com`;
        const keys = [
          replication?.automatic?.customerManagedEncryption?.kmsKeyName,
          ...(replication?.userManaged?.replicas ?? []).map((one: any) => one.customerManagedEncryption?.kmsKeyName),
        ].filter((key) => key !== undefined);
        // Google, "Set up notifications on a secret": the agent publishes a test message when a topic is set.
        for (const { name } of topics as { name: string }[]) {
          const topic = world.canonical(name);
          if (world.has(topic) && !world.policies.holds(agent, ["roles/pubsub.publisher"], [topic]))
            throw denied(`Permission denied: ${agent} may not publish to ${topic}.`);
        }
        for (const key of keys) world.requireKeyGrant(String(key), agent, "Secret Manager's service account");
      },
    },
    { path: "projects/*/secrets/*/versions/*", id: "generated", answers: "document", name: "number" },
  ],
  special: (call, world) => {
    const { method, path } = call;
    if (method === "POST" && path.endsWith(":addVersion")) {
      return { name: addVersion(world, path.replace(/:addVersion$/, "")), state: "ENABLED" };
    }
    return undefined;
  },
};

/** Adds a version to a secret, as `npm run secrets` does through gcloud. Returns its name. */
export function addVersion(world: World, secret: string): string {
  world.read(secret);
  const version = `${secret}/versions/${world.list(`${secret}/versions`).length + 1}`;
  const call = { method: "POST", service: "secretmanager", path: secret, query: new URLSearchParams(), body: {} };
  world.create(secretManager.collections[1]!, version, call, { state: "ENABLED" });
  return version;
}
