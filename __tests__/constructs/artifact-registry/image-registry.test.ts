import { describe, expect, test } from "vitest";
import { EncryptionKeys } from "../../../constructs/kms/encryption-keys";
import { ImageRegistry } from "../../../constructs/artifact-registry/image-registry";
import { imageReference } from "../../../constructs/artifact-registry/names";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { expectEqualAddresses, only, reference, secondRegion } from "../fixtures";

const repository = (of: Environment, kmsKeyName?: string): Attributes =>
  only(
    synthesize((scope) => {
      new ImageRegistry(scope, "Images", { environment: of, kmsKeyName });
    }),
    "google_artifact_registry_repository",
  );

describe("ImageRegistry", () => {
  test("keeps a protected environment's tags where they are, and cannot be destroyed", () => {
    expect(repository(environment("prod"))).toEqual({
      repository_id: "parley",
      location: "us-central1",
      format: "DOCKER",
      description: "Container images of the services",
      docker_config: { immutable_tags: true },
      vulnerability_scanning_config: { enablement_config: "INHERITED" },
      cleanup_policy_dry_run: false,
      cleanup_policies: [
        { id: "delete-untagged", action: "DELETE", condition: { tag_state: "UNTAGGED", older_than: "2592000s" } },
        { id: "keep-newest", action: "KEEP", most_recent_versions: { keep_count: 10 } },
        { id: "keep-tagged", action: "KEEP", condition: { tag_state: "TAGGED" } },
      ],
      lifecycle: { prevent_destroy: true },
    });
  });

  test("lets a disposable environment move its tags and be destroyed", () => {
    const { docker_config: dockerConfig, lifecycle } = repository(environment("dev"));
    expect({ dockerConfig, lifecycle }).toEqual({ dockerConfig: undefined, lifecycle: { prevent_destroy: false } });
  });

  test("is encrypted with the given key", () => {
    const key = "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/images";
    expect(repository(environment("prod"), key).kms_key_name).toBe(key);
  });

  test("is made after Artifact Registry's agent may use a key of the same stack", () => {
    const both = synthesize((scope) => {
      const keys = new EncryptionKeys(scope, "Keys", { environment: environment("prod") });
      const kmsKeyName = keys.keyFor("images", "artifactRegistry");
      new ImageRegistry(scope, "Images", { environment: environment("prod"), kmsKeyName });
    });
    expect(only(both, "google_artifact_registry_repository").kms_key_name).toBe(
      reference(
        both,
        "google_kms_crypto_key_iam_member",
        "Keys_Ring-us-central1_Key-images-artifactRegistry",
        "crypto_key_id",
      ),
    );
  });

  test("deletes nothing but images without a tag", () => {
    const deletions = repository(environment("dev")).cleanup_policies.filter(
      ({ action }: Attributes) => action === "DELETE",
    );
    expect(deletions.map(({ condition }: Attributes) => condition.tag_state)).toEqual(["UNTAGGED"]);
  });

  test("is one, in the primary region, where two serve", () => {
    expect(repository(environment("dev", secondRegion)).location).toBe("us-central1");
  });

  test("is where the services' images are looked for", () => {
    const prod = environment("prod");
    const { location, repository_id: id } = repository(prod);
    expect(imageReference(prod, "app:1")).toBe(`${location}-docker.pkg.dev/parley-audio-prod/${id}/app:1`);
  });

  test("has the same address in every environment", () => {
    expectEqualAddresses((scope, of) => new ImageRegistry(scope, "Images", { environment: of }));
  });
});
