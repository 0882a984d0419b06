import { looksLikeCredential } from "../contract/credentials";
import { blocksAt, ofType, onEach, resources, textsIn, textsOf, type Attributes, type Policy } from "./policy";

/** Resource types with credentials as arguments, which the state would then contain too. */
const credentialResources = [
  "google_service_account_key",
  "google_secret_manager_secret_version",
  "google_storage_hmac_key",
  "google_iap_client",
];

/**
 * A reference to an attribute that Google makes up and that is a credential: the
 * names that provider 6.50.0 marks as computed and sensitive, and passwords.
 */
const computed =
  /\$\{[^}]*\bgoogle_\w+\.[\w-]+[\w.[\]*"-]*\.((?:api|client|private)_key|auth_string|key_string|\w*password|secret|secret_data)\b/;

/** Arguments that reach Google and no state. */
const isWriteOnly = (argument: string): boolean => argument.endsWith("_wo");

/** A value without the write-only arguments in it, at any depth. */
function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stored);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([argument]) => !isWriteOnly(argument))
      .map(([argument, inner]) => [argument, stored(inner)]),
  );
}

/** A credential that is passed on is in plans, in outputs and in one more place of the state, where nobody rotates it. */
const noComputedCredential: Policy = {
  id: "no-computed-credential",
  check: (built) =>
    [
      // Most resources name no credential, and to leave out their write-only arguments takes time.
      ...resources(built, () => true).filter((resource) => textsOf(resource).some((text) => computed.test(text))),
      ...built.stacks.flatMap(({ id, json }) => outputsOf(id, json)),
    ].flatMap(({ stack, address, attributes }) =>
      textsIn(stored(attributes))
        .map((text) => computed.exec(text)?.[1])
        .filter((attribute) => attribute !== undefined)
        .map((attribute) => ({
          resource: { stack, address },
          message: `passes on '${attribute}', a credential that Google makes; give it to a write-only argument (*_wo), such as a secret's, or to nothing`,
        })),
    ),
};

const outputsOf = (stack: string, json: unknown): { stack: string; address: string; attributes: Attributes }[] =>
  Object.entries((json as { output?: Record<string, Attributes> }).output ?? {}).map(([name, attributes]) => ({
    stack,
    address: `output.${name}`,
    attributes,
  }));

export const credentialPolicies: readonly Policy[] = [
  noComputedCredential,
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
