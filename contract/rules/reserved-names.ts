import { auditBucket, bucketName, stateBucketName } from "../../constructs/cloud-storage/names";
import { deadLetterTopic } from "../../constructs/pubsub/names";
import { oauthClientSecret, rotationTopic } from "../../constructs/secret-manager/names";
import type { Environment } from "../environment";
import { platformFile, type Fault } from "../fault";
import { constructId } from "../names";
import { singleSubjects } from "../subjects";

/** Keys whose construct ids the runtime stack gives to what is no service. */
const idsBesideServices = { cluster: "the GPU cluster", "load-balancer": "the load balancer" };
/** Keys whose construct ids the data stack gives to what is no bucket. */
const stores: Readonly<Record<string, { readonly title: string; readonly inDataStack?: string }>> = singleSubjects;
const idsBesideBuckets: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(stores).flatMap(([key, { inDataStack }]) => (inDataStack === undefined ? [] : [[key, inDataStack]])),
  ),
  rotation: "the rotation reminder",
};
/** Databases that Cloud SQL makes. */
const databasesOfInstance = ["cloudsqladmin", "postgres", "template0", "template1"];

/**
 * Keys of which construct ids are made: one with the environment's name as a
 * word would give its plans an address that no other environment has.
 */
export function environmentWordFaults(environment: Environment, file: string): Fault[] {
  const { name, cluster, collections, database, databases, queues, secrets } = environment;
  const keysAt = (at: string, prefix: string, keys: readonly string[]): [string, string, string][] =>
    keys.map((key) => [at, `${prefix}.${key}`, key]);
  const named: [file: string, field: string, key: string][] = [
    ...keysAt(file, "database.replicas", Object.keys(database?.replicas ?? {})),
    ...keysAt(file, "cluster.gpuPools", Object.keys(cluster?.gpuPools ?? {})),
    ...keysAt(platformFile, "databases", Object.keys(databases)),
    ...keysAt(platformFile, "queues", Object.keys(queues)),
    ...keysAt(platformFile, "secrets", Object.keys(secrets)),
    ...keysAt(platformFile, "collections", Object.keys(collections)),
    ...Object.entries(collections).flatMap(([collection, { indexes }]) =>
      [...new Set(indexes.flat().map(({ field }) => field))].map((field): [string, string, string] => [
        platformFile,
        `collections.${collection}.indexes`,
        field,
      ]),
    ),
  ];
  return named
    .filter(([, , key]) => key.split(/[-_.]/).some((word) => word === name || word === constructId(name)))
    .map(([at, field, key]) => ({
      file: at,
      field,
      message: `${field.endsWith(".indexes") ? `'${key}' ` : ""}holds the name of the environment '${name}', so its plans would not read like the others'; choose another ${field.endsWith(".indexes") ? "field" : "key"}`,
    }));
}

/** Keys whose names or ids the app or Google needs for itself. */
export function reservedFaults(environment: Environment): Fault[] {
  const { buckets, secrets, queues, databases, services } = environment;
  const reserved: [taken: boolean, field: string, why: string][] = [
    ...Object.entries(idsBesideServices).map(([id, owner]): [boolean, string, string] => [
      services.some(({ key }) => key === id),
      `services.${id}`,
      `${owner} has this id`,
    ]),
    ...Object.entries(idsBesideBuckets).map(([id, owner]): [boolean, string, string] => [
      Object.hasOwn(buckets, id),
      `buckets.${id}`,
      `${owner} has this id`,
    ]),
    [
      Object.hasOwn(secrets, oauthClientSecret),
      `secrets.${oauthClientSecret}`,
      "it is made where access.oauthClient is 'console'",
    ],
    [Object.hasOwn(buckets, auditBucket), `buckets.${auditBucket}`, "the audit trail lies in a bucket of this name"],
    [Object.hasOwn(queues, rotationTopic), `queues.${rotationTopic}`, "Secret Manager announces rotations on it"],
    ...Object.keys(queues).flatMap((queue): [boolean, string, string][] => [
      [queue.startsWith("goog"), `queues.${queue}`, "Pub/Sub refuses names that start with 'goog'"],
      [
        Object.keys(queues).some((other) => deadLetterTopic(other) === queue),
        `queues.${queue}`,
        `it is the dead-letter topic of '${queue.replace(/-dlq$/, "")}'`,
      ],
    ]),
    ...Object.keys(databases).map((database): [boolean, string, string] => [
      databasesOfInstance.includes(database),
      `databases.${database}`,
      "every PostgreSQL instance has a database of this name",
    ]),
    ...Object.keys(buckets).flatMap((bucket): [boolean, string, string][] => {
      const name = bucketName(environment, bucket);
      return [
        [name === stateBucketName(environment), `buckets.${bucket}`, "Terraform's state lies in a bucket of this name"],
        // Google, "About Cloud Storage buckets".
        [
          /^goog|google/.test(name),
          `buckets.${bucket}`,
          "Cloud Storage refuses names that start with 'goog' or hold 'google'",
        ],
      ];
    }),
  ];
  return reserved
    .filter(([taken]) => taken)
    .map(([, field, why]) => ({
      file: platformFile,
      field,
      message: `is a reserved name: ${why}; choose another key`,
    }));
}
