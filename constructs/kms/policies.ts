import { daySeconds } from "../../contract/duration";
import { serviceAgentMember, type ServiceAgentName } from "../../contract/service-agents";
import {
  ofType,
  onEach,
  resolved,
  resources,
  valueAt,
  type Policy,
  type Resource,
  type SynthesizedEnvironment,
} from "../../policies/policy";
import { typesWith } from "../../policies/registry";

/** Every resource type that supports a customer-managed key. */
const encryptedTypes = typesWith("encryption");

const useRole = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

const storeEncrypted: Policy = {
  id: "store-encrypted",
  check: (built) =>
    built.environment.encryption === "google-default"
      ? []
      : encryptedTypes.flatMap(([type, { argument }]) =>
          resources(built, ofType(type))
            .filter(({ attributes }) => valueAt(attributes, argument) === undefined)
            .map((resource) => ({
              resource,
              message: `is not encrypted with the environment's own key; set ${argument} from constructs/kms/names.ts`,
            })),
        ),
};

/**
 * A store may be created only after its product's service agent has a grant on the
 * key: the grant is in an earlier stack, or the store's argument refers to it.
 */
const keyUsable: Policy = {
  id: "key-usable",
  check: (built) =>
    encryptedTypes.flatMap(([type, { agent, argument }]) =>
      resources(built, ofType(type)).flatMap((resource) => {
        const name = valueAt(resource.attributes, argument);
        if (typeof name !== "string" || grantsBefore(built, resource, name, agent)) return [];
        return [
          {
            resource,
            message: `'${resolved(built, resource.stack, name)}' in ${argument} may not be used by ${serviceAgentMember(built.environment, agent)} yet; grant it in constructs/kms/ before this`,
          },
        ];
      }),
    ),
};

function grantsBefore(
  built: SynthesizedEnvironment,
  { stack, attributes }: Resource,
  key: string,
  agent: ServiceAgentName,
): boolean {
  const position = built.stacks.findIndex(({ id }) => id === stack);
  const path = resolved(built, stack, key);
  const member = serviceAgentMember(built.environment, agent);
  const awaited = [key, ...((attributes.depends_on as string[] | undefined) ?? [])];
  return resources(built, ofType("google_kms_crypto_key_iam_member")).some((grant) => {
    if (grant.attributes.member !== member || grant.attributes.role !== useRole) return false;
    if (resolved(built, grant.stack, String(grant.attributes.crypto_key_id)) !== path) return false;
    const at = built.stacks.findIndex(({ id }) => id === grant.stack);
    return (
      at < position ||
      (at === position && awaited.some((text) => text === grant.address || text.includes(`${grant.address}.`)))
    );
  });
}

export const kmsPolicies: readonly Policy[] = [
  storeEncrypted,
  keyUsable,
  onEach("key-rotation", ofType("google_kms_crypto_key"), ({ attributes: { rotation_period: period } }) =>
    Number.parseInt(String(period), 10) <= 90 * daySeconds
      ? undefined
      : `rotates every ${String(period)}; set rotation_period to at most ${90 * daySeconds}s`,
  ),
  onEach("key-destruction", ofType("google_kms_crypto_key"), ({ attributes }, { protection }) =>
    protection === "disposable" || attributes.destroy_scheduled_duration === `${120 * daySeconds}s`
      ? undefined
      : `leaves less than 120 days to stop a version's destruction; set destroy_scheduled_duration to ${120 * daySeconds}s`,
  ),
];
