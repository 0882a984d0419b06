import type { Environment, Service } from "../environment";
import type { Fault } from "../fault";
import { bootstrapKeyRingName } from "../keys";
import {
  accountId,
  auditBucket,
  backendName,
  bucketName,
  databaseInstanceName,
  databaseName,
  databaseReplicaName,
  databaseUser,
  deadLetterTopic,
  hostResourceName,
  loadBalancerName,
  oauthClientSecret,
  privateServicesRangeName,
  pushAccountId,
  rotationTopic,
  serviceAccountEmail,
  serviceName,
  stateBucketName,
  subnetworkName,
} from "../names";
import { deliveredPaths, isRouted, publicHosts, pushPaths } from "../routes";
import { platformFile, type Rule } from "./rule";

/** Names are checked as derived, which nobody sees while typing the keys. */
export const nameFaults: Rule = ({ environment, file }) => [
  ...platformLengths(environment),
  ...environment.services.flatMap((service) => derivedLengths(environment, service, file)),
  ...prefixLengths(environment, file),
  ...reservedFaults(environment),
  ...environmentFaults(environment, file),
];

function platformLengths(environment: Environment): Fault[] {
  const at = (field: string): Pick<Fault, "file" | "field"> => ({ file: platformFile, field });
  return [
    ...Object.keys(environment.queues).flatMap((queue) => [
      // Google, "Pub/Sub resource names".
      ...lengthFault(at(`queues.${queue}`), "the topic name", queue, 3, 255),
      // Also of a queue that is pulled: its name is permanent, and its delivery is not.
      ...lengthFault(at(`queues.${queue}`), "the push account's id", pushAccountId(queue), 6, 30),
    ]),
    // PostgreSQL, "Identifiers and Key Words": 63 bytes.
    ...Object.keys(environment.databases).flatMap((database) =>
      lengthFault(at(`databases.${database}`), "the database name", databaseName(database), 1, 63),
    ),
    // Kubernetes, "Namespaces".
    ...Object.entries(environment.workloads).flatMap(([workload, { namespace }]) =>
      lengthFault(at(`workloads.${workload}.namespace`), "the namespace", namespace, 1, 63),
    ),
    ...Object.entries(environment.buckets)
      .filter(([, entry]) => deliveredPaths(entry).length > 0)
      .flatMap(([bucket]) => {
        const name = backendName(environment, bucket);
        return lengthFault(at(`buckets.${bucket}`), "the backend name", name, 1, 63);
      }),
    ...Object.keys(environment.buckets).flatMap((bucket) =>
      lengthFault(at(`buckets.${bucket}`), "the bucket name", bucketName(environment, bucket), 3, 63),
    ),
    ...environment.services
      .filter(isRouted)
      .flatMap(({ key, route }) =>
        route.host === undefined
          ? []
          : lengthFault(at(`services.${key}.route.host`), "the host's label", route.host, 1, 63),
      ),
    ...environment.services
      .filter(({ external }) => external === undefined)
      .flatMap((service) => {
        const account = accountId(service);
        const field = at(`services.${service.key}${service.accountId === undefined ? "" : ".accountId"}`);
        return [
          // Google, "REST Resource: projects.locations.services" (Cloud Run): fewer than 50 characters.
          ...lengthFault(
            at(`services.${service.key}`),
            "the Cloud Run service name",
            serviceName(environment, service),
            1,
            49,
          ),
          ...lengthFault(field, "the account id", account, 6, 30),
          ...(/^[a-z][a-z0-9-]*[a-z0-9]$/.test(account)
            ? []
            : [{ ...field, message: `the account id '${account}' must be a-z, 0-9 and '-', starting with a letter` }]),
        ];
      }),
  ];
}

/** Names of a service that others derive from its own. */
function derivedLengths(environment: Environment, service: Service, file: string): Fault[] {
  const { key, accountId: account, database, external } = service;
  const at = { file: platformFile, field: `services.${key}` };
  const atAccount =
    external === undefined
      ? { ...at, field: account === undefined ? at.field : `${at.field}.accountId` }
      : { file, field: `${at.field}.external.accountEmail` };
  const user = databaseUser(serviceAccountEmail(environment, service));
  const label = `${serviceName(environment, service)}-${environment.project.number}`;
  // Nothing is pushed to an external service.
  const pushed = external === undefined && pushPaths(service).length > 0;
  return [
    // PostgreSQL, "Identifiers and Key Words": it would cut a longer one, and nobody could log in.
    ...(database === undefined ? [] : lengthFault(atAccount, "the database user", user, 1, 63)),
    // Google, "Deterministic URL" (Cloud Run): a longer one does not exist, and Pub/Sub would push to nobody.
    ...(pushed ? lengthFault(at, "the first label of its URL", label, 1, 63) : []),
  ];
}

function prefixLengths(environment: Environment, file: string): Fault[] {
  const { regions, database, project } = environment;
  const prefix = { file, field: "namePrefix" };
  // Google, "Instance settings" (Cloud SQL): the project's and the instance's id together.
  const longestInstance = 98;
  const names: [what: string, name: string, max: number][] = [
    ...Object.keys(regions).map((region): [string, string, number] => [
      "the subnet name",
      subnetworkName(environment, region),
      63,
    ]),
    ["the load balancer's longest name", loadBalancerName(environment, "security-policy"), 63],
    ["the longest key ring name", bootstrapKeyRingName(environment), 63],
    ...publicHosts(environment).map(({ host }): [string, string, number] => [
      "the certificate name",
      hostResourceName(environment, host),
      63,
    ]),
  ];
  if (database !== undefined) {
    names.push(
      ["the private services range's name", privateServicesRangeName(environment), 63],
      ["the database instance", `${project.id}:${databaseInstanceName(environment)}`, longestInstance],
    );
  }
  return [
    ...names.flatMap(([what, name, max]) => lengthFault(prefix, what, name, 1, max)),
    ...Object.keys(database?.replicas ?? {}).flatMap((replica) =>
      lengthFault(
        { file, field: `database.replicas.${replica}` },
        "the database replica",
        `${project.id}:${databaseReplicaName(environment, replica)}`,
        1,
        longestInstance,
      ),
    ),
    // Google, "Use signed URLs" (Cloud CDN).
    ...environment.signedUrlKeys.flatMap((key) =>
      lengthFault({ file, field: "signedUrlKeys" }, "the key's name", key, 1, 63),
    ),
    ...publicHosts(environment).flatMap(({ host }) => lengthFault({ file, field: "domain" }, "the host", host, 4, 253)),
  ];
}

function lengthFault(
  where: Pick<Fault, "file" | "field">,
  what: string,
  name: string,
  min: number,
  max: number,
): Fault[] {
  const has = `${what} '${name}' has ${name.length} characters`;
  if (name.length < min) {
    const message = `${has}, fewer than the ${min} that Google asks for; lengthen it by ${min - name.length}`;
    return [{ ...where, message }];
  }
  if (name.length > max) {
    return [
      { ...where, message: `${has}, more than the ${max} that Google takes; shorten it by ${name.length - max}` },
    ];
  }
  return [];
}

/** Keys whose construct ids the runtime stack gives to what is no service. */
const idsBesideServices = { cluster: "the GPU cluster", "load-balancer": "the load balancer" };
/** Keys whose construct ids the data stack gives to what is no bucket. */
const idsBesideBuckets = { database: "the database", firestore: "Firestore", rotation: "the rotation reminder" };
/** Databases that Cloud SQL makes. */
const databasesOfInstance = ["cloudsqladmin", "postgres", "template0", "template1"];

/** Keys whose names or ids the app or Google needs for itself. */
function reservedFaults(environment: Environment): Fault[] {
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

/** The stacks of an environment `bootstrap` would look like every environment's bootstrap stack. */
function environmentFaults({ name }: Environment, file: string): Fault[] {
  if (name !== "bootstrap") return [];
  const message =
    "is a reserved name: stacks that start with 'bootstrap-' are never deployed by the pipeline; choose another";
  return [{ file, field: "name", message }];
}
