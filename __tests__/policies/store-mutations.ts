import { add, pick, remove, type Mutation } from "../support/mutations";
import type { Layers } from "../support/policies";
import type { Attributes } from "../support/synth";

const sql = ({ data }: Layers): Attributes => pick(data, "google_sql_database_instance", "Database");
const firestore = ({ data }: Layers): Attributes => pick(data, "google_firestore_database");
const cluster = ({ runtime }: Layers): Attributes => pick(runtime, "google_container_cluster");
const pool = ({ runtime }: Layers): Attributes => pick(runtime, "google_container_node_pool");
const push = ({ runtime }: Layers): Attributes => pick(runtime, "google_pubsub_subscription");
const recordsKey = ({ foundation }: Layers): Attributes =>
  pick(foundation, "google_kms_crypto_key", "Keys_Ring-us-central1_Key-records");
const documents = ({ data }: Layers): Attributes => pick(data, "google_storage_bucket", "Documents");

const recordsPath = "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/records";

/** Mutations of resources that hold data: keys, stores, queues, cluster. */
export const storeMutations: Mutation[] = [
  [
    "bucket-owners-only",
    "an audit trail that Viewers read as Google lets them",
    ({ foundation }) => {
      remove(foundation, "google_storage_bucket_iam_binding", "AuditTrail_Bucket_storage-legacyObjectReader");
    },
    [
      /^prod-foundation: google_storage_bucket.AuditTrail_Bucket_\w+: bucket-owners-only: leaves 'roles\/storage.legacyObjectReader' with more than the project's Owners/,
    ],
  ],
  [
    "bucket-owners-only",
    "a state that Viewers read",
    ({ bootstrap }) =>
      pick(bootstrap, "google_storage_bucket_iam_binding", "State_storage-legacyObjectReader").members.push(
        "projectViewer:parley-audio-prod",
      ),
    [/^bootstrap-prod: google_storage_bucket.State: bucket-owners-only: leaves 'roles\/storage.legacyObjectReader'/],
  ],
  [
    "iam-additive",
    "a binding of another role of a bucket",
    ({ data }) => {
      add(data, "google_storage_bucket_iam_binding", {
        ...pick(data, "google_storage_bucket_iam_binding", "Documents_"),
        role: "roles/storage.objectViewer",
      });
    },
    [/google_storage_bucket_iam_binding.Added: iam-additive: is authoritative/],
  ],
  [
    "store-encrypted",
    "a bucket under Google's key",
    (layers) => delete documents(layers).encryption,
    [/^prod-data: google_storage_bucket.Documents: store-encrypted: is not encrypted with the environment's own key/],
  ],
  [
    "store-encrypted",
    "a database under Google's key",
    (layers) => delete sql(layers).encryption_key_name,
    [/google_sql_database_instance.Database: store-encrypted: .*; set encryption_key_name/],
  ],
  [
    "store-encrypted",
    "a Firestore database under Google's key",
    (layers) => delete firestore(layers).cmek_config,
    [/google_firestore_database.Firestore: store-encrypted: .*; set cmek_config.kms_key_name/],
  ],
  [
    "store-encrypted",
    "a topic under Google's key",
    ({ data }) => delete pick(data, "google_pubsub_topic", "Queue-jobs_Topic").kms_key_name,
    [/google_pubsub_topic.Queue-jobs_Topic_\w+: store-encrypted: .*; set kms_key_name/],
  ],
  [
    "store-encrypted",
    "a secret under Google's key",
    ({ data }) => (pick(data, "google_secret_manager_secret", "Secret-suno").replication = { auto: {} }),
    [/google_secret_manager_secret.Secret-suno-api-key: store-encrypted: .*; set replication.auto/],
  ],
  [
    "store-encrypted",
    "images under Google's key",
    ({ foundation }) => delete pick(foundation, "google_artifact_registry_repository").kms_key_name,
    [/google_artifact_registry_repository.Images: store-encrypted/],
  ],
  [
    "store-encrypted",
    "a cluster's secrets under Google's key",
    (layers) => (cluster(layers).database_encryption = { state: "DECRYPTED" }),
    [/google_container_cluster.Cluster: store-encrypted: .*; set database_encryption.key_name/],
  ],
  [
    "store-encrypted",
    "a node's disk under Google's key",
    (layers) => delete pool(layers).node_config.boot_disk_kms_key,
    [/google_container_node_pool.*: store-encrypted: .*; set node_config.boot_disk_kms_key/],
  ],
  [
    "key-usable",
    "a database whose agent may not use the key",
    ({ foundation }) => {
      remove(foundation, "google_kms_crypto_key_iam_member", "Keys_Ring-us-central1_Key-database-cloudSql");
    },
    [
      /google_sql_database_instance.Database: key-usable: 'projects\/parley-audio-prod\/locations\/us-central1\/keyRings\/parley\/cryptoKeys\/database' in encryption_key_name may not be used by serviceAccount:service-100000000003@gcp-sa-cloud-sql.iam.gserviceaccount.com yet/,
    ],
  ],
  [
    "key-usable",
    "a key that nobody declares",
    (layers) => (documents(layers).encryption.default_kms_key_name = `${recordsPath}-2`),
    [/google_storage_bucket.Documents: key-usable: '.*\/cryptoKeys\/records-2'/],
  ],
  [
    "key-usable",
    "a registry that does not wait for its grant",
    ({ foundation }) =>
      (pick(foundation, "google_artifact_registry_repository").kms_key_name =
        "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/images"),
    [/google_artifact_registry_repository.Images: key-usable/],
  ],
  [
    "key-rotation",
    "a key that rotates once a year",
    (layers) => (recordsKey(layers).rotation_period = "31536000s"),
    [/key-rotation: rotates every 31536000s; set rotation_period to at most 7776000s/],
  ],
  [
    "key-rotation",
    "a key that never rotates",
    (layers) => delete recordsKey(layers).rotation_period,
    [/key-rotation: rotates every undefined/],
  ],
  [
    "key-destruction",
    "a key that is gone in a month",
    (layers) => (recordsKey(layers).destroy_scheduled_duration = "2592000s"),
    [/key-destruction: leaves less than 120 days/],
  ],
  [
    "database-private",
    "a public database",
    (layers) => (sql(layers).settings.ip_configuration.ipv4_enabled = true),
    [/database-private: has a public address/],
  ],
  [
    "database-private",
    "a database without TLS",
    (layers) => (sql(layers).settings.ip_configuration.ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"),
    [/database-private: takes connections in the clear/],
  ],
  [
    "database-edition",
    "an edition that Google chooses",
    (layers) => delete sql(layers).settings.edition,
    [/database-edition: leaves the edition to Google/],
  ],
  [
    "database-disk",
    "a disk that Terraform shrinks back",
    (layers) => (sql(layers).lifecycle.ignore_changes = []),
    [/database-disk: would be replaced after its disk has grown/],
  ],
  [
    "database-user",
    "a user with a password",
    ({ runtime }) => (pick(runtime, "google_sql_user").password = "x"),
    [/database-user: has a password/],
  ],
  [
    "database-user",
    "a built-in user",
    ({ runtime }) => delete pick(runtime, "google_sql_user").type,
    [/database-user: has a password/],
  ],
  [
    "protected-database",
    "a database in one zone",
    (layers) => (sql(layers).settings.availability_type = "ZONAL"),
    [/protected-database: is gone with its zone/],
  ],
  [
    "protected-database",
    "a database without backups",
    (layers) => (sql(layers).settings.backup_configuration.enabled = false),
    [/protected-database: keeps fewer than 30 daily backups/],
  ],
  [
    "protected-database",
    "a database without point-in-time recovery",
    (layers) => (sql(layers).settings.backup_configuration.point_in_time_recovery_enabled = false),
    [/protected-database: loses up to a day/],
  ],
  [
    "protected-documents",
    "documents without point-in-time recovery",
    (layers) => (firestore(layers).point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_DISABLED"),
    [/protected-documents: loses up to a day/],
  ],
  [
    "protected-documents",
    "documents without backups",
    ({ data }) => delete data.resource.google_firestore_backup_schedule,
    [
      /protected-documents: has no backup schedule with daily/,
      /protected-documents: has no backup schedule with weekly/,
    ],
  ],
  [
    "protected-deletion",
    "a database that gcloud may delete",
    (layers) => (sql(layers).settings.deletion_protection_enabled = false),
    [/google_sql_database_instance.Database: protected-deletion: can be deleted by the console or gcloud/],
  ],
  [
    "protected-deletion",
    "documents that gcloud may delete",
    (layers) => (firestore(layers).delete_protection_state = "DELETE_PROTECTION_DISABLED"),
    [/google_firestore_database.Firestore: protected-deletion: can be deleted by the console or gcloud/],
  ],
  [
    "connection-left-behind",
    "a connection that Terraform deletes",
    ({ foundation }) => delete pick(foundation, "google_service_networking_connection").deletion_policy,
    [/connection-left-behind: cannot be deleted for days after its database/],
  ],
  ...(
    [
      ["google_sql_database_instance", "data"],
      ["google_sql_database", "data"],
      ["google_firestore_database", "data"],
      ["google_pubsub_topic", "data"],
      ["google_pubsub_subscription", "runtime"],
      ["google_kms_key_ring", "foundation"],
      ["google_kms_crypto_key", "foundation"],
      ["google_artifact_registry_repository", "foundation"],
      ["google_container_cluster", "runtime"],
    ] as const
  ).map(([type, layer]): Mutation => [
    "protected-data",
    `a ${type} that Terraform may destroy`,
    (layers) => (pick(layers[layer], type).lifecycle.prevent_destroy = false),
    [new RegExp(`^prod-${layer}: ${type}\\.[\\w-]+: protected-data: can be destroyed`)],
  ]),
  ...(["google_sql_database_instance", "google_container_cluster"] as const).map((type): Mutation => [
    "protected-deletion",
    `a ${type} without deletion protection`,
    (layers) => (pick(type.includes("sql") ? layers.data : layers.runtime, type).deletion_protection = false),
    [new RegExp(`${type}\\.[\\w-]+: protected-deletion: can be deleted`)],
  ]),
  [
    "protected-bucket",
    "records without versions",
    (layers) => (documents(layers).versioning.enabled = false),
    [/Documents: protected-bucket: a replaced object is gone at once/],
  ],
  [
    "protected-bucket",
    "states without versions",
    ({ bootstrap }) => (pick(bootstrap, "google_storage_bucket").versioning.enabled = false),
    [/bootstrap-prod: google_storage_bucket.State: protected-bucket: a replaced object is gone at once/],
  ],
  [
    "protected-bucket",
    "an audit trail that may be deleted within the year",
    ({ foundation }) => (pick(foundation, "google_storage_bucket").retention_policy.retention_period = 31536000),
    [/protected-bucket: may lose what happened within 400 days/],
  ],
  [
    "protected-versions",
    "a secret whose versions are gone at once",
    ({ data }) => delete pick(data, "google_secret_manager_secret", "Secret-suno").version_destroy_ttl,
    [/Secret-suno-api-key: protected-versions: loses a version at once/],
  ],
  [
    "protected-messages",
    "a queue that forgets what was acknowledged",
    (layers) => (push(layers).retain_acked_messages = false),
    [/Push-jobs: protected-messages: keeps no acknowledged message/],
  ],
  [
    "protected-database",
    "a database that takes its backups along",
    (layers) => delete sql(layers).settings.retain_backups_on_delete,
    [/protected-database: takes its backups along/],
  ],
  [
    "topic-regions",
    "a topic that stores anywhere",
    ({ data }) => delete pick(data, "google_pubsub_topic", "Queue-jobs_Topic").message_storage_policy,
    [/Queue-jobs_Topic_\w+: topic-regions: may store messages outside/],
  ],
  [
    "topic-regions",
    "a topic that stores on another continent",
    ({ data }) =>
      pick(data, "google_pubsub_topic", "Queue-jobs_Topic").message_storage_policy.allowed_persistence_regions.push(
        "asia-east1",
      ),
    [/topic-regions/],
  ],
  [
    "access-audited",
    "secrets whose readers nobody sees",
    ({ foundation }) => {
      remove(foundation, "google_project_iam_audit_config", "Audit_secretmanager");
    },
    [
      /google_secret_manager_secret.*: access-audited: leaves no trace of who reads it; add secretmanager to audit in its product.ts/,
    ],
  ],
  [
    "protected-bucket",
    "an audit trail that Terraform may empty",
    ({ foundation }) => (pick(foundation, "google_storage_bucket").force_destroy = true),
    [/google_storage_bucket.AuditTrail_Bucket_?\w*: protected-bucket: force_destroy/],
  ],
  [
    "dead-letters-arrive",
    "an agent that may not publish dead letters",
    ({ data }) => {
      remove(data, "google_pubsub_topic_iam_member", "Queue-jobs_DeadLetterPublisher");
    },
    [/dead-letters-arrive: 'jobs-dlq' takes no dead letter from serviceAccount:service-100000000003@gcp-sa-pubsub/],
  ],
  [
    "dead-letters-arrive",
    "an agent that may not take messages",
    ({ runtime }) => delete runtime.resource.google_pubsub_subscription_iam_member,
    [/dead-letters-arrive: .* may not take messages off it/],
  ],
  [
    "dead-letters-arrive",
    "an agent that may only look at the dead-letter topic",
    ({ data }) =>
      (pick(data, "google_pubsub_topic_iam_member", "Queue-jobs_DeadLetterPublisher").role = "roles/pubsub.viewer"),
    [/dead-letters-arrive: 'jobs-dlq' takes no dead letter/],
  ],
  [
    "key-usable",
    "an agent that may only look at the key",
    ({ foundation }) =>
      (pick(foundation, "google_kms_crypto_key_iam_member", "Keys_Ring-us-central1_Key-database-cloudSql").role =
        "roles/cloudkms.viewer"),
    [/google_sql_database_instance.Database: key-usable/],
  ],
  [
    "subscription-never-expires",
    "a subscription that expires",
    (layers) => delete push(layers).expiration_policy,
    [/subscription-never-expires: is deleted after 31 days/],
  ],
  [
    "push-authenticated",
    "a push without a token",
    (layers) => delete push(layers).push_config.oidc_token,
    [/push-authenticated: pushes without a token/],
  ],
  [
    "cluster-private",
    "nodes with public addresses",
    (layers) => (cluster(layers).private_cluster_config.enable_private_nodes = false),
    [/cluster-private: gives nodes public addresses/],
  ],
  [
    "cluster-private",
    "a control plane for everybody",
    (layers) =>
      cluster(layers).master_authorized_networks_config.cidr_blocks.push({
        cidr_block: "0.0.0.0/0",
        display_name: "all",
      }),
    [/cluster-private: lets the whole internet reach its control plane/],
  ],
  [
    "cluster-workload-identity",
    "workloads that act as their node",
    (layers) => delete cluster(layers).workload_identity_config,
    [/cluster-workload-identity/],
  ],
  [
    "cluster-standard",
    "an Autopilot cluster",
    (layers) => (cluster(layers).enable_autopilot = true),
    [/cluster-standard: is an Autopilot cluster/],
  ],
  [
    "node-identity",
    "nodes as the default account",
    (layers) => delete pool(layers).node_config.service_account,
    [/node-identity: runs as the project's default account/],
  ],
  [
    "links",
    "a user of another instance",
    ({ runtime }) => (pick(runtime, "google_sql_user").instance = "parley-postgres-2"),
    [
      /google_sql_user.*links: names google_sql_database_instance 'parley-postgres-2'.*did you mean 'parley-postgres-1'/,
    ],
  ],
  [
    "links",
    "a push of a queue that is not there",
    (layers) => (push(layers).topic = "projects/parley-audio-prod/topics/job"),
    [/google_pubsub_subscription.*links: names google_pubsub_topic 'job'/],
  ],
  ...(
    [
      [
        "a database that is protected",
        "settings.deletion_protection_enabled",
        (layers: Layers) => (sql(layers).settings.deletion_protection_enabled = true),
      ],
      [
        "a database whose protection is left to the provider",
        "deletion_protection",
        (layers: Layers) => delete sql(layers).deletion_protection,
      ],
      ["documents that stay behind", "deletion_policy", (layers: Layers) => delete firestore(layers).deletion_policy],
      [
        "documents that are protected",
        "delete_protection_state",
        (layers: Layers) => (firestore(layers).delete_protection_state = "DELETE_PROTECTION_ENABLED"),
      ],
      [
        "an audit trail that nobody can empty",
        "retention_policy",
        ({ foundation }: Layers) =>
          (pick(foundation, "google_storage_bucket").retention_policy = { retention_period: 86400 }),
      ],
      [
        "a queue that is kept",
        "prevent_destroy",
        (layers: Layers) => (push(layers).lifecycle = { prevent_destroy: true }),
      ],
    ] as [string, string, (layers: Layers) => unknown][]
  ).map(([name, argument, mutate]): Mutation => [
    "disposable-destroys",
    name,
    mutate,
    [new RegExp(`disposable-destroys: '${argument}' keeps Terraform from destroying`)],
    "dev",
  ]),
  [
    "iam-narrowest-level",
    "a basic right of deploying that no resource needs",
    ({ bootstrap }) => (pick(bootstrap, "google_project_iam_member", "Apply_run").role = "roles/run.sourceDeveloper"),
    [/iam-narrowest-level: 'roles\/run.sourceDeveloper' on the project/],
  ],
  [
    "iam-custom-role-permissions",
    "an apply account that reads secrets",
    ({ bootstrap }) =>
      pick(bootstrap, "google_project_iam_custom_role", "Apply").permissions.push("secretmanager.versions.access"),
    [/iam-custom-role-permissions: 'secretmanager.versions.access'/],
  ],
];
