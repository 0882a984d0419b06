import { ArtifactRegistryRepository } from "@cdktf/provider-google/lib/artifact-registry-repository";
import { Construct } from "constructs";
import { days } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import { repositoryId } from "./names";

export interface ImageRegistryProps {
  readonly environment: Environment;
  /** Path of a key in the primary region, on which Artifact Registry's service agent already has a grant; permanent. @default - Google's default encryption */
  readonly kmsKeyName?: string | undefined;
}

/**
 * Docker repository of the environment's images.
 *
 * Deployed images are tagged, and no tagged image is deleted. Only untagged images
 * are deleted, after 30 days and never the ten newest. Where tags are immutable, an
 * image cannot lose its tag, so a deployed digest is kept.
 */
export class ImageRegistry extends Construct {
  constructor(scope: Construct, id: string, { environment, kmsKeyName }: ImageRegistryProps) {
    super(scope, id);
    const protect = environment.protection === "protected";
    new ArtifactRegistryRepository(this, "Default", {
      repositoryId: repositoryId(environment),
      location: environment.primaryRegion,
      format: "DOCKER",
      description: "Container images of the services",
      ...(kmsKeyName === undefined ? {} : { kmsKeyName }),
      // Google leaves a block out of its answer whose one field is false, which would show as a change in every plan.
      ...(protect ? { dockerConfig: { immutableTags: true } } : {}),
      // Inherited from the project, where scanning is on because its API is enabled.
      vulnerabilityScanningConfig: { enablementConfig: "INHERITED" },
      cleanupPolicyDryRun: false,
      cleanupPolicies: [
        {
          id: "delete-untagged",
          action: "DELETE",
          condition: { tagState: "UNTAGGED", olderThan: days(30) },
        },
        { id: "keep-newest", action: "KEEP", mostRecentVersions: { keepCount: 10 } },
        { id: "keep-tagged", action: "KEEP", condition: { tagState: "TAGGED" } },
      ],
      lifecycle: { preventDestroy: protect },
    });
  }
}
