import type { Api } from "../collection";
import { precondition } from "../google-error";

const agentOf = "gcp-sa-firestore.iam.gserviceaccount.com";

export const firestore: Api = {
  service: "firestore",
  endpoints: ["firestore"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/databases/*",
      id: { parameter: "databaseId" },
      answers: "operation",
      fill: (document) => ({
        uid: "00000000-0000-4000-8000-000000000001",
        createTime: "2026-01-01T00:00:00Z",
        versionRetentionPeriod:
          document.pointInTimeRecoveryEnablement === "POINT_IN_TIME_RECOVERY_ENABLED" ? "604800s" : "3600s",
        earliestVersionTime: "2026-01-01T00:00:00Z",
        keyPrefix: "x",
        databaseEdition: "STANDARD",
        etag: "IA==",
        ...document,
      }),
      check: ({ cmekConfig }, { world, path }) => {
        const agent = `service-${world.numberOf(path.split("/")[1]!)}@${agentOf}`;
        if (cmekConfig?.kmsKeyName)
          world.requireKeyGrant(String(cmekConfig.kmsKeyName), agent, "Firestore's service account");
      },
      checkDeletion: ({ deleteProtectionState }) => {
        if (deleteProtectionState === "DELETE_PROTECTION_ENABLED")
          throw precondition("Database has delete protection enabled. Please disable delete protection first.");
      },
    },
    { path: "projects/*/databases/*/backupSchedules/*", id: "generated", answers: "document" },
    {
      path: "projects/*/databases/*/collectionGroups/*/indexes/*",
      id: "generated",
      answers: "operation",
      fill: (document) => {
        const fields = (document.fields ?? []) as { fieldPath: string; order?: string }[];
        const named = fields.some(({ fieldPath }) => fieldPath === "__name__");
        // Google appends the document's name, in the order of the last field.
        return {
          state: "READY",
          ...document,
          fields: named ? fields : [...fields, { fieldPath: "__name__", order: fields.at(-1)?.order ?? "ASCENDING" }],
        };
      },
    },
    {
      path: "projects/*/databases/*/collectionGroups/*/fields/*",
      id: "PUT",
      answers: "operation",
    },
  ],
  // A field is configured by a PATCH also the first time, since each field has a default configuration.
  special: (call, world) => {
    const { method, path, body } = call;
    if (method !== "PATCH" || !/\/collectionGroups\/[^/]+\/fields\/[^/]+$/.test(path)) return undefined;
    world.read(path.replace(/\/collectionGroups\/.*/, ""));
    const document = { ...body, ...(body.ttlConfig && { ttlConfig: { state: "ACTIVE" } }) };
    if (world.has(path)) world.update(path, call, document);
    else world.create(firestore.collections[3]!, path, call, document);
    const id = world.operations.start(() => {
      world.reveal(path);
      return { ...document, name: path };
    });
    return { name: `${path.replace(/\/collectionGroups\/.*/, "")}/operations/${id}`, done: false };
  },
};
