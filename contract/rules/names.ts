import { serviceName } from "../../constructs/cloud-run/names";
import {
  databaseInstanceName,
  databaseName,
  databaseReplicaName,
  databaseUser,
} from "../../constructs/cloud-sql/names";
import { bucketName } from "../../constructs/cloud-storage/names";
import { accountId, serviceAccountEmail } from "../../constructs/iam/names";
import type { Environment, Service } from "../environment";
import { platformFile, type Fault } from "../fault";
import { bootstrapKeyRingName } from "../../constructs/kms/names";
import { backendName, hostResourceName, loadBalancerName } from "../../constructs/load-balancing/names";
import { pushAccountId } from "../../constructs/pubsub/names";
import { privateServicesRangeName, subnetworkName } from "../../constructs/vpc/names";
import { pushPaths } from "../queues";
import { deliveries, isRouted, publicHosts } from "../routes";
import { keyedSubjects, singleSubjects } from "../subjects";
import { lengthFault } from "./helpers";
import { environmentWordFaults, reservedFaults } from "./reserved-names";
import type { Rule } from "./rule";

/** Names are checked as derived, which nobody sees while typing the keys. */
export const nameFaults: Rule = ({ environment, file }) => [
  ...platformLengths(environment),
  ...environment.services.flatMap((service) => derivedLengths(environment, service, file)),
  ...prefixLengths(environment, file),
  ...reservedFaults(environment),
  ...environmentWordFaults(environment, file),
  ...environmentFaults(environment, file),
  ...titleFaults(environment),
];

/** First words of the alerts of everything but services. */
const takenTitles = new RegExp(
  `^(${Object.values(singleSubjects)
    .map(({ title }) => title)
    .join("|")}|(${Object.values(keyedSubjects).join("|")}) .*)$`,
  "i",
);

/** Alerts and dashboards show titles and no keys, so each is one service's. */
function titleFaults({ services }: Environment): Fault[] {
  return services.flatMap(({ key, title }, index): Fault[] => {
    const at = { file: platformFile, field: `services.${key}.title` };
    const twin = services.slice(0, index).find((other) => other.title.toLowerCase() === title.toLowerCase());
    if (twin !== undefined)
      return [{ ...at, message: `'${title}' is also the title of '${twin.key}'; alerts would not say which it is` }];
    return takenTitles.test(title)
      ? [{ ...at, message: `'${title}' begins other alerts; give the service another` }]
      : [];
  });
}

function platformLengths(environment: Environment): Fault[] {
  const at = (field: string): Pick<Fault, "file" | "field"> => ({ file: platformFile, field });
  return [
    ...Object.keys(environment.queues).flatMap((queue) => [
      // Google, "Pub/Sub resource names".
      ...lengthFault(at(`queues.${queue}`), "the topic name", queue, 3, 255),
      // Also of a queue that is pulled: its name is permanent, and its delivery is not.
      ...lengthFault(at(`queues.${queue}`), "the push account's id", pushAccountId(queue), 6, 30),
    ]),
    // Its alert is labelled with it. Google, "AlertPolicy" (Monitoring API).
    ...Object.keys(environment.secrets).flatMap((secret) =>
      lengthFault(at(`secrets.${secret}`), "the secret", secret, 1, 63),
    ),
    // PostgreSQL, "Identifiers and Key Words": 63 bytes.
    ...Object.keys(environment.databases).flatMap((database) =>
      lengthFault(at(`databases.${database}`), "the database name", databaseName(database), 1, 63),
    ),
    // Kubernetes, "Namespaces".
    ...Object.entries(environment.workloads).flatMap(([workload, { namespace }]) =>
      lengthFault(at(`workloads.${workload}.namespace`), "the namespace", namespace, 1, 63),
    ),
    ...deliveries(environment).flatMap(([bucket]) =>
      lengthFault(at(`buckets.${bucket}`), "the backend name", backendName(environment, bucket), 1, 63),
    ),
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
      ["the database instance", `${project.id}:${databaseInstanceName(environment, database)}`, longestInstance],
    );
  }
  return [
    ...names.flatMap(([what, name, max]) => lengthFault(prefix, what, name, 1, max)),
    ...Object.entries(database?.replicas ?? {}).flatMap(([replica, entry]) =>
      lengthFault(
        { file, field: `database.replicas.${replica}` },
        "the database replica",
        `${project.id}:${databaseReplicaName(environment, replica, entry)}`,
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

/** The stacks of an environment `bootstrap` would look like every environment's bootstrap stack. */
function environmentFaults({ name }: Environment, file: string): Fault[] {
  if (name !== "bootstrap") return [];
  const message =
    "is a reserved name: stacks that start with 'bootstrap-' are never deployed by the pipeline; choose another";
  return [{ file, field: "name", message }];
}
