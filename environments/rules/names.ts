import type { Environment } from "../environment";
import type { Fault } from "../fault";
import {
  accountId,
  backendName,
  bucketName,
  hostResourceName,
  loadBalancerName,
  oauthClientSecret,
  rotationTopic,
  serviceName,
  stateBucketName,
  subnetworkName,
} from "../names";
import { isRouted, publicHosts } from "../routes";
import { platformFile, type Rule } from "./rule";

/** Names are checked as derived, which nobody sees while typing the keys. */
export const nameFaults: Rule = ({ environment, file }) => [
  ...platformLengths(environment),
  ...prefixLengths(environment, file),
  ...reservedFaults(environment),
];

function platformLengths(environment: Environment): Fault[] {
  const at = (field: string): Pick<Fault, "file" | "field"> => ({ file: platformFile, field });
  return [
    ...Object.keys(environment.topics).flatMap((topic) =>
      // Google, "Pub/Sub resource names".
      lengthFault(at(`topics.${topic}`), "the topic name", topic, 3, 255),
    ),
    ...Object.entries(environment.buckets)
      .filter(([, { contents }]) => contents === "site")
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

function prefixLengths(environment: Environment, file: string): Fault[] {
  const prefix = { file, field: "namePrefix" };
  const names: [what: string, name: string][] = [
    ...Object.keys(environment.regions).map((region): [string, string] => [
      "the subnet name",
      subnetworkName(environment, region),
    ]),
    ["the load balancer's longest name", loadBalancerName(environment, "security-policy")],
    ...publicHosts(environment).map(({ host }): [string, string] => [
      "the certificate name",
      hostResourceName(environment, host),
    ]),
  ];
  return [
    ...names.flatMap(([what, name]) => lengthFault(prefix, what, name, 1, 63)),
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

/** Keys whose names or ids the app or Google needs for itself. */
function reservedFaults(environment: Environment): Fault[] {
  const { buckets, secrets, topics, services } = environment;
  const reserved: [taken: boolean, field: string, why: string][] = [
    [services.some(({ key }) => key === "load-balancer"), "services.load-balancer", "the load balancer has this id"],
    [Object.hasOwn(buckets, "rotation"), "buckets.rotation", "the rotation reminder has this id"],
    [
      Object.hasOwn(secrets, oauthClientSecret),
      `secrets.${oauthClientSecret}`,
      "it is made where access.oauthClient is 'console'",
    ],
    [Object.hasOwn(topics, rotationTopic), `topics.${rotationTopic}`, "Secret Manager announces rotations on it"],
    ...Object.keys(topics).map((topic): [boolean, string, string] => [
      topic.startsWith("goog"),
      `topics.${topic}`,
      "Pub/Sub refuses names that start with 'goog'",
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
