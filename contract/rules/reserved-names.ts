import { unmet, type Row } from "../unmet";
import { auditBucket, bucketName, stateBucketName } from "../../constructs/cloud-storage/names";
import { deadLetterTopic } from "../../constructs/pubsub/names";
import { oauthClientSecret, rotationTopic } from "../../constructs/secret-manager/names";
import type { Environment } from "../environment";
import { catalogFile, type Issue } from "../issue";
import { constructId } from "../names";
import { singleSubjects, storeSubjects } from "../subjects";

/** Keys whose construct ids the runtime stack uses for resources other than services. */
const idsBesideServices = { cluster: "the GPU cluster", "load-balancer": "the load balancer" };
/** Keys whose construct ids the data stack gives to what is no bucket. */
const idsBesideBuckets: Readonly<Record<string, string>> = {
  ...Object.fromEntries(storeSubjects.map(([, subject]) => [subject, singleSubjects[subject].title])),
  rotation: "the rotation reminder",
};
/** Databases that Cloud SQL makes. */
const databasesOfInstance = ["cloudsqladmin", "postgres", "template0", "template1"];

/**
 * Refuses a key that contains the environment's name as a word: construct ids are
 * derived from keys, so plans would show an address that no other environment has.
 */
export function environmentWordIssues(environment: Environment, file: string): Issue[] {
  const { name, cluster, collections, cloudSql, databases, queues, secrets } = environment;
  const keysAt = (at: string, prefix: string, keys: readonly string[]): [string, string, string][] =>
    keys.map((key) => [at, `${prefix}.${key}`, key]);
  const named: [file: string, field: string, key: string][] = [
    ...keysAt(file, "cloudSql.replicas", Object.keys(cloudSql?.replicas ?? {})),
    ...keysAt(file, "cluster.gpuPools", Object.keys(cluster?.gpuPools ?? {})),
    ...keysAt(catalogFile, "databases", Object.keys(databases)),
    ...keysAt(catalogFile, "queues", Object.keys(queues)),
    ...keysAt(catalogFile, "secrets", Object.keys(secrets)),
    ...keysAt(catalogFile, "collections", Object.keys(collections)),
    ...Object.entries(collections).flatMap(([collection, { indexes }]) =>
      [...new Set(indexes.flat().map(({ field }) => field))].map((field): [string, string, string] => [
        catalogFile,
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

/** Refuses keys whose derived names or ids the app or Google reserves. */
export function reservedIssues(environment: Environment): Issue[] {
  const { buckets, secrets, queues, databases, services } = environment;
  return unmet([
    ...Object.entries(idsBesideServices).map(([id, owner]): Row<Issue> => [
      services.every(({ slug }) => slug !== id),
      reserved(`services.${id}`, `${owner} has this id`),
    ]),
    ...Object.entries(idsBesideBuckets).map(([id, owner]): Row<Issue> => [
      !Object.hasOwn(buckets, id),
      reserved(`buckets.${id}`, `${owner} has this id`),
    ]),
    [
      !Object.hasOwn(secrets, oauthClientSecret),
      reserved(`secrets.${oauthClientSecret}`, "it is made where access.oauthClient is 'console'"),
    ],
    [
      !Object.hasOwn(buckets, auditBucket),
      reserved(`buckets.${auditBucket}`, "the audit trail lies in a bucket of this name"),
    ],
    [
      !Object.hasOwn(queues, rotationTopic),
      reserved(`queues.${rotationTopic}`, "Secret Manager announces rotations on it"),
    ],
    ...Object.keys(queues).flatMap((queue): Row<Issue>[] => [
      [!queue.startsWith("goog"), reserved(`queues.${queue}`, "Pub/Sub refuses names that start with 'goog'")],
      [
        Object.keys(queues).every((other) => deadLetterTopic(other) !== queue),
        reserved(`queues.${queue}`, `it is the dead-letter topic of '${queue.replace(/-dlq$/, "")}'`),
      ],
    ]),
    ...Object.keys(databases).map((database): Row<Issue> => [
      !databasesOfInstance.includes(database),
      reserved(`databases.${database}`, "every PostgreSQL instance has a database of this name"),
    ]),
    ...Object.keys(buckets).flatMap((bucket): Row<Issue>[] => {
      const name = bucketName(environment, bucket);
      return [
        [
          name !== stateBucketName(environment),
          reserved(`buckets.${bucket}`, "Terraform's state lies in a bucket of this name"),
        ],
        // Google, "About Cloud Storage buckets".
        [
          !/^goog|google/.test(name),
          reserved(`buckets.${bucket}`, "Cloud Storage refuses names that start with 'goog' or hold 'google'"),
        ],
      ];
    }),
  ]);
}

const reserved = (field: string, why: string): Issue => ({
  file: catalogFile,
  field,
  message: `is a reserved name: ${why}; choose another key`,
});
