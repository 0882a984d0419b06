import { lastSegment } from "../../policies/policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  // Not artifactregistry.reader, which could also download images.
  plan: ["artifactregistry.repositories.get", "artifactregistry.repositories.getIamPolicy"],
  apply: ["roles/artifactregistry.admin"],
};

export const artifactRegistryTypes: ResourceTypes = {
  google_artifact_registry_repository: {
    api: "artifactregistry",
    rights: rights,
    holds: "data",
    refersTo: ["google_kms_crypto_key_iam_member"],
    deletionInUse: "allowed",
    // For vulnerability_scanning_config.
    apisOfSettings: ["containerscanning"],
    encryption: { argument: "kms_key_name", agent: "artifactRegistry", keys: { images: () => true } },
    preventDestroy: true,
    guards: { none: "the product has no deletion protection" },
    audit: { none: "it holds images, no user data" },
    recovery: { none: "images are built again from their commits" },
    alerts: { none: "a missing image fails the deploy that asks for it" },
    cost: "storage/images",
  },
  google_artifact_registry_repository_iam_member: {
    api: "artifactregistry",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_service_account"],
    deletionInUse: "allowed",
    apisOfSettings: ["containerscanning"],
    links: [
      {
        names: ({ repository }) => [lastSegment(repository)],
        to: "google_artifact_registry_repository",
        as: "repository_id",
      },
    ],
  },
};
