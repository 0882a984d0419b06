import type { Api } from "../collection";

export const logging: Api = {
  service: "logging",
  endpoints: ["logging"],
  base: "v2/",
  alwaysEnabled: true,
  collections: [
    { path: "projects/*/metrics/*", id: { field: "name" }, answers: "document", name: "short" },
    { path: "projects/*/exclusions/*", id: { field: "name" }, answers: "document", name: "short" },
    {
      path: "projects/*/sinks/*",
      id: { field: "name" },
      answers: "document",
      name: "short",
      // Google, "Configure and manage sinks": the writer is made with the project's first sink.
      fill: (document, { path, world }) => {
        const writer = `service-${world.numberOf(path.split("/")[1]!)}@gcp-sa-logging.iam.gserviceaccount.com`;
        world.agents.add(writer);
        return { ...document, writerIdentity: `serviceAccount:${writer}` };
      },
      names: ({ destination }) => [String(destination).replace(/^storage\.googleapis\.com\//, "b/")],
    },
    { path: "projects/*/locations/*/buckets/*", id: { parameter: "bucketId" }, answers: "document" },
    { path: "projects/*/locations/*/buckets/*/views/*", id: { parameter: "viewId" }, answers: "document" },
  ],
  // Every project has these two buckets.
  special: (call, world) => {
    const { path } = call;
    const bucket = /^(projects\/[^/]+\/locations\/global\/buckets\/(?:_Default|_Required))(?:\/|$)/.exec(path)?.[1];
    if (bucket !== undefined && !world.has(bucket))
      world.create(logging.collections[3]!, bucket, call, { lifecycleState: "ACTIVE", retentionDays: 30 });
    return undefined;
  },
};
