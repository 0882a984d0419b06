import { unmet } from "../unmet";
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
import { catalogFile, type Issue } from "../issue";
import { bootstrapKeyRingName } from "../../constructs/kms/names";
import {
  backendName,
  endpointGroupName,
  hostResourceName,
  loadBalancerName,
} from "../../constructs/load-balancing/names";
import { pushAccountId } from "../../constructs/pubsub/names";
import { privateServicesRangeName, subnetworkName } from "../../constructs/vpc/names";
import { pushPaths } from "../queues";
import { cdnOrigins, isRouted, publicHosts } from "../routes";
import { keyedSubjects, singleSubjects } from "../subjects";
import { lengthIssue } from "./helpers";
import { domainField } from "./hosts";
import { environmentWordIssues, reservedIssues } from "./reserved-names";
import type { Rule } from "./rule";

/** Checks names after derivation, since their author sees only the keys. */
export const nameIssues: Rule = ({ environment, file }) => [
  ...catalogLengths(environment),
  ...environment.services.flatMap((service) => derivedLengths(environment, service, file)),
  ...prefixLengths(environment, file),
  ...reservedIssues(environment),
  ...environmentWordIssues(environment, file),
  ...environmentIssues(environment, file),
  ...titleIssues(environment),
];

/** First words of the alerts of everything but services. */
const takenTitles = new RegExp(
  `^(${Object.values(singleSubjects)
    .map(({ title }) => title)
    .join("|")}|(${Object.values(keyedSubjects).join("|")}) .*)$`,
  "i",
);

/** Alerts and dashboards show titles instead of keys, so a title must be unique. */
function titleIssues({ services }: Environment): Issue[] {
  return services.flatMap(({ slug, title }, index): Issue[] => {
    const at = { file: catalogFile, field: `services.${slug}.title` };
    const twin = services.slice(0, index).find((other) => other.title.toLowerCase() === title.toLowerCase());
    if (twin !== undefined)
      return [{ ...at, message: `'${title}' is also the title of '${twin.slug}'; alerts would not say which it is` }];
    return takenTitles.test(title)
      ? [{ ...at, message: `'${title}' begins other alerts; give the service another` }]
      : [];
  });
}

function catalogLengths(environment: Environment): Issue[] {
  const at = (field: string): Pick<Issue, "file" | "field"> => ({ file: catalogFile, field });
  return [
    ...Object.keys(environment.queues).flatMap((queue) => [
      // Google, "Pub/Sub resource names".
      ...lengthIssue(at(`queues.${queue}`), "the topic name", queue, 3, 255),
      // Also for a pulled queue: its name is permanent, while its delivery may change to push.
      ...lengthIssue(at(`queues.${queue}`), "the push account's id", pushAccountId(queue), 6, 30),
    ]),
    // The key is a label of the secret's alert. Google, "AlertPolicy" (Monitoring API).
    ...Object.keys(environment.secrets).flatMap((secret) =>
      lengthIssue(at(`secrets.${secret}`), "the secret", secret, 1, 63),
    ),
    // PostgreSQL, "Identifiers and Key Words": 63 bytes.
    ...Object.keys(environment.databases).flatMap((database) =>
      lengthIssue(at(`databases.${database}`), "the database name", databaseName(database), 1, 63),
    ),
    // Kubernetes, "Namespaces".
    ...Object.entries(environment.workloads).flatMap(([workload, { namespace }]) =>
      lengthIssue(at(`workloads.${workload}.namespace`), "the namespace", namespace, 1, 63),
    ),
    ...cdnOrigins(environment).flatMap(([bucket]) =>
      lengthIssue(at(`buckets.${bucket}`), "the backend name", backendName(environment, bucket), 1, 63),
    ),
    ...Object.keys(environment.buckets).flatMap((bucket) =>
      lengthIssue(at(`buckets.${bucket}`), "the bucket name", bucketName(environment, bucket), 3, 63),
    ),
    ...environment.services
      .filter(isRouted)
      .flatMap(({ slug, route: { host, hostAliases } }) => [
        ...(host === undefined ? [] : lengthIssue(at(`services.${slug}.route.host`), "the host's label", host, 1, 63)),
        ...hostAliases.flatMap((label) =>
          lengthIssue(at(`services.${slug}.route.hostAliases`), "the host's label", label, 1, 63),
        ),
      ]),
    ...environment.services
      .filter(({ external }) => external === undefined)
      .flatMap((service) => {
        const account = accountId(service);
        const field = at(`services.${service.slug}${service.accountId === undefined ? "" : ".accountId"}`);
        return [
          // Google, "REST Resource: projects.locations.services" (Cloud Run): fewer than 50 characters.
          ...lengthIssue(
            at(`services.${service.slug}`),
            "the Cloud Run service name",
            serviceName(environment, service),
            1,
            49,
          ),
          ...lengthIssue(field, "the account id", account, 6, 30),
          ...unmet([
            [
              /^[a-z][a-z0-9-]*[a-z0-9]$/.test(account),
              { ...field, message: `the account id '${account}' must be a-z, 0-9 and '-', starting with a letter` },
            ],
          ]),
        ];
      }),
  ];
}

/** Lengths of the names that are derived from a service's name. */
function derivedLengths(environment: Environment, service: Service, file: string): Issue[] {
  const { slug, accountId: account, cloudSql, external } = service;
  const at = { file: catalogFile, field: `services.${slug}` };
  const atAccount =
    external === undefined
      ? { ...at, field: account === undefined ? at.field : `${at.field}.accountId` }
      : { file, field: `${at.field}.external.accountEmail` };
  const user = databaseUser(serviceAccountEmail(environment, service));
  const label = `${serviceName(environment, service)}-${environment.project.number}`;
  // Pub/Sub pushes nothing to an external service.
  const pushed = external === undefined && pushPaths(service).length > 0;
  return [
    ...(external === undefined || !isRouted(service)
      ? []
      : lengthIssue(at, "the endpoint group's name", endpointGroupName(environment, service), 1, 63)),
    // PostgreSQL, "Identifiers and Key Words": a longer name is truncated, and the login fails.
    ...(cloudSql === undefined ? [] : lengthIssue(atAccount, "the database user", user, 1, 63)),
    // Google, "Deterministic URL" (Cloud Run): a longer label gets no such URL, so a push would reach nothing.
    ...(pushed ? lengthIssue(at, "the first label of its URL", label, 1, 63) : []),
  ];
}

function prefixLengths(environment: Environment, file: string): Issue[] {
  const { regions, cloudSql, project } = environment;
  const prefix = { file, field: "namePrefix" };
  // Google, "Instance settings" (Cloud SQL): the limit applies to the project id and the instance name together.
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
  if (cloudSql !== undefined) {
    names.push(
      ["the private services range's name", privateServicesRangeName(environment), 63],
      ["the database instance", `${project.id}:${databaseInstanceName(environment, cloudSql)}`, longestInstance],
    );
  }
  return [
    ...names.flatMap(([what, name, max]) => lengthIssue(prefix, what, name, 1, max)),
    ...Object.entries(cloudSql?.replicas ?? {}).flatMap(([replica, entry]) =>
      lengthIssue(
        { file, field: `cloudSql.replicas.${replica}` },
        "the database replica",
        `${project.id}:${databaseReplicaName(environment, replica, entry)}`,
        1,
        longestInstance,
      ),
    ),
    // Google, "Use signed URLs" (Cloud CDN).
    ...environment.signedUrlKeys.flatMap((key) =>
      lengthIssue({ file, field: "signedUrlKeys" }, "the key's name", key, 1, 63),
    ),
    ...publicHosts(environment).flatMap(({ host, domain }) =>
      lengthIssue({ file, field: domainField(environment, domain) }, "the host", host, 4, 253),
    ),
  ];
}

/** The stack ids of an environment named `bootstrap` would clash with the bootstrap stacks of all environments. */
function environmentIssues({ name }: Environment, file: string): Issue[] {
  if (name !== "bootstrap") return [];
  const message =
    "is a reserved name: stacks that start with 'bootstrap-' are never deployed by the pipeline; choose another";
  return [{ file, field: "name", message }];
}
