import type { Api } from "../collection";
import { alreadyExists, invalid } from "../google-error";

/** Topics and subscriptions are made by a PUT to their own path. */
export const pubsub: Api = {
  service: "pubsub",
  endpoints: ["pubsub"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/topics/*",
      id: "PUT",
      answers: "document",
      fill: (document) => ({ ...(document.topic ?? document), name: undefined }),
      // Google, "Delete a topic": its subscriptions stay, with the topic `_deleted-topic_`.
      check: ({ kmsKeyName }, { world, path }) => {
        const agent = `service-${world.numberOf(path.split("/")[1]!)}@gcp-sa-pubsub.iam.gserviceaccount.com`;
        if (kmsKeyName) world.requireKeyGrant(String(kmsKeyName), agent, "Cloud Pub/Sub's service account");
      },
    },
    {
      path: "projects/*/subscriptions/*",
      id: "PUT",
      answers: "document",
      fill: (document) => ({
        ackDeadlineSeconds: 10,
        messageRetentionDuration: "604800s",
        state: "ACTIVE",
        ...(document.subscription ?? document),
        name: undefined,
      }),
      check: ({ pushConfig }, { world }) => {
        const account: unknown = pushConfig?.oidcToken?.serviceAccountEmail;
        if (typeof account === "string" && !world.accountExists(account))
          throw invalid(`Service account ${account} does not exist`);
      },
    },
    { path: "projects/*/schemas/*", id: { parameter: "schemaId" }, answers: "document" },
  ],
  special: (call, world) => {
    const { method, path, query, body } = call;
    // Google, "REST Resource: projects.subscriptions" and ".topics", create: ALREADY_EXISTS; a change is a PATCH.
    if (method === "PUT" && world.has(path)) throw alreadyExists(path);
    // A schema changes by a new revision. Google, "Commit a schema revision".
    if (method === "POST" && path.endsWith(":commit")) {
      const schema = path.replace(/:commit$/, "");
      return {
        ...world.update(schema, call, { ...world.read(schema), ...body.schema, name: undefined }),
        name: schema,
      };
    }
    if (method !== "PATCH") return undefined;
    const wrapped: unknown = body.topic ?? body.subscription;
    if (wrapped === undefined) return undefined;
    const fields = String(query.get("updateMask") ?? body.updateMask).split(",");
    const after = { ...world.read(path) };
    for (const field of fields) {
      const name = field
        .trim()
        .split(".")[0]!
        .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      after[name] = (wrapped as Record<string, unknown>)[name];
    }
    return { ...world.update(path, call, after), name: path };
  },
};
