import { looksLikeCredential } from "../contract/credentials";
import { blocksAt, ofType, onEach, type Policy } from "./policy";

/** Resource types with credentials as arguments, which the state would then contain too. */
const credentialResources = [
  "google_service_account_key",
  "google_secret_manager_secret_version",
  "google_storage_hmac_key",
  "google_iap_client",
];

export const credentialPolicies: readonly Policy[] = [
  onEach(
    "no-credential-resource",
    ofType(...credentialResources),
    () => "puts a credential into the state; attach a service account, or add the secret's value by `npm run secrets`",
  ),
  onEach("no-key-file", ofType("google_cloud_run_v2_service"), ({ attributes }) =>
    blocksAt(attributes, "template", "volumes")
      .filter((volume) => volume.secret !== undefined)
      .map(
        (volume) =>
          `volume '${String(volume.name)}' mounts a secret as a file; the attached service account needs none, other secrets go into variables`,
      ),
  ),
  onEach("no-literal-credential", ofType("google_cloud_run_v2_service"), ({ attributes }) =>
    blocksAt(attributes, "template", "containers", "env")
      .filter(
        ({ name, value }) =>
          value !== undefined &&
          (looksLikeCredential(name as string, value as string) || name === "GOOGLE_APPLICATION_CREDENTIALS"),
      )
      .map(({ name }) => `variable '${String(name)}' holds a literal under a credential's name; read it from a secret`),
  ),
];
