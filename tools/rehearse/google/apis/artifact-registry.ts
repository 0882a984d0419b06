import type { Api } from "../collection";

export const artifactRegistry: Api = {
  service: "artifactregistry",
  endpoints: ["artifact_registry"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/locations/*/repositories/*",
      id: { parameter: "repository_id" },
      answers: "operation",
      fill: (document) => {
        const { dockerConfig, cleanupPolicyDryRun, ...rest } = document;
        // Google drops a field that has its type's default, and a block that is empty then.
        return {
          createTime: "2026-01-01T00:00:00Z",
          updateTime: "2026-01-01T00:00:00Z",
          satisfiesPzs: true,
          ...rest,
          ...(cleanupPolicyDryRun === true && { cleanupPolicyDryRun }),
          ...(dockerConfig?.immutableTags === true && { dockerConfig }),
        };
      },
      check: ({ kmsKeyName }, { world, path }) => {
        const agent = `service-${world.numberOf(path.split("/")[1]!)}@gcp-sa-artifactregistry.iam.gserviceaccount.com`;
        if (kmsKeyName) world.requireKeyGrant(String(kmsKeyName), agent, "Artifact Registry's service account");
      },
    },
  ],
};
