import { daySeconds } from "../../contract/duration";
import { serviceAgentMember, type ServiceAgentName } from "../../contract/service-agents";
import {
  blocksAt,
  ofType,
  onEach,
  resolved,
  resources,
  type Attributes,
  type Policy,
  type Resource,
  type SynthesizedEnvironment,
} from "../../policies/policy";

/** Every kind of store that takes a customer-managed key: where the key is written, and which agent uses it. */
const stores: readonly {
  readonly type: string;
  readonly key: (attributes: Attributes) => unknown;
  readonly argument: string;
  readonly agent: ServiceAgentName;
}[] = [
  {
    type: "google_storage_bucket",
    key: (bucket) => blocksAt(bucket, "encryption")[0]?.default_kms_key_name,
    argument: "encryption.default_kms_key_name",
    agent: "cloudStorage",
  },
  {
    type: "google_sql_database_instance",
    key: ({ encryption_key_name }) => encryption_key_name,
    argument: "encryption_key_name",
    agent: "cloudSql",
  },
  {
    type: "google_firestore_database",
    key: (database) => blocksAt(database, "cmek_config")[0]?.kms_key_name,
    argument: "cmek_config.kms_key_name",
    agent: "firestore",
  },
  { type: "google_pubsub_topic", key: ({ kms_key_name }) => kms_key_name, argument: "kms_key_name", agent: "pubsub" },
  {
    type: "google_secret_manager_secret",
    key: (secret) => blocksAt(secret, "replication", "auto", "customer_managed_encryption")[0]?.kms_key_name,
    argument: "replication.auto.customer_managed_encryption",
    agent: "secretManager",
  },
  {
    type: "google_artifact_registry_repository",
    key: ({ kms_key_name }) => kms_key_name,
    argument: "kms_key_name",
    agent: "artifactRegistry",
  },
  {
    type: "google_container_cluster",
    key: (cluster) => blocksAt(cluster, "database_encryption")[0]?.key_name,
    argument: "database_encryption.key_name",
    agent: "kubernetesEngine",
  },
  {
    type: "google_container_node_pool",
    key: (pool) => blocksAt(pool, "node_config")[0]?.boot_disk_kms_key,
    argument: "node_config.boot_disk_kms_key",
    agent: "computeEngine",
  },
];

const useRole = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

const encrypted: Policy = {
  id: "store-encrypted",
  check: (built) =>
    built.environment.encryption === "google-default"
      ? []
      : stores.flatMap(({ type, key, argument }) =>
          resources(built, ofType(type))
            .filter(({ attributes }) => key(attributes) === undefined)
            .map((resource) => ({
              resource,
              message: `is not encrypted with the environment's own key; set ${argument} from constructs/kms/names.ts`,
            })),
        ),
};

/**
 * A store is made only after its product's agent may use the key: the grant
 * stands in an earlier stack, or the store's argument refers to the grant.
 */
const usable: Policy = {
  id: "key-usable",
  check: (built) =>
    stores.flatMap(({ type, key, agent, argument }) =>
      resources(built, ofType(type)).flatMap((resource) => {
        const name = key(resource.attributes);
        if (typeof name !== "string" || grantsBefore(built, resource, name, agent)) return [];
        return [
          {
            resource,
            message: `'${resolved(built, resource.stack, name)}' in ${argument} may not be used by ${serviceAgentMember(built.environment, agent)} yet; grant it in constructs/keys/ before this`,
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

export const encryptionPolicies: readonly Policy[] = [
  encrypted,
  usable,
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
