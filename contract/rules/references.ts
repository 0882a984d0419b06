import { oauthClientSecret } from "../../constructs/secret-manager/names";
import { looksLikeCredential } from "../credentials";
import type { Environment, Service } from "../environment";
import { catalogFile, type Issue } from "../issue";
import { nearest, suggestion } from "../schema-issues";
import type { EnvVar } from "../../constructs/cloud-run/schema";
import { duplicates } from "./helpers";
import type { Rule } from "./rule";

/** Every name that an entry uses must be declared and listed once, and every declared secret must be used. */
export const referenceIssues: Rule = ({ environment, file, overrides }) => [
  ...overrideIssues(environment, file, overrides),
  ...environment.services.flatMap((service) => [
    ...serviceIssues(environment, service),
    ...Object.entries(service.env).flatMap(([name, value]) => variableIssues(environment, service, name, value)),
  ]),
  ...unusedSecretIssues(environment),
  ...logBucketIssues(environment),
  ...ownerIssues(environment),
  ...workloadIssues(environment),
  ...Object.keys(environment.secretVersions)
    .filter((secret) => !Object.hasOwn(environment.secrets, secret) && secret !== oauthClientSecret)
    .map((secret): Issue => ({
      file,
      field: `secretVersions.${secret}`,
      message: `no secret '${secret}' in catalog.ts${suggestion(secret, Object.keys(environment.secrets))}`,
    })),
];

function serviceIssues({ buckets, queues, databases, secrets }: Environment, service: Service): Issue[] {
  const lists: [field: string, kind: string, used: readonly string[], declared: object][] = [
    ["reads", "bucket", service.reads, buckets],
    ["appends", "bucket", service.appends, buckets],
    ["writes", "bucket", service.writes, buckets],
    ["publishes", "queue", service.publishes, queues],
  ];
  const at = (field: string): string => `services.${service.slug}.${field}`;
  return [
    ...writtenLogIssues(at, service, buckets),
    ...lists.flatMap(([field, kind, used, declared]) => [
      ...undeclared(at(field), kind, used, declared),
      ...repeatedIssues(at(field), used),
    ]),
    ...repeatedIssues(at("calls"), service.calls),
    ...undeclared(at("queues"), "queue", Object.keys(service.queues), queues),
    ...undeclared(at("cloudSql"), "database", service.cloudSql === undefined ? [] : [service.cloudSql], databases),
    ...undeclared(at("secrets"), "secret", Object.values(service.secrets), secrets),
  ];
}

function variableIssues(environment: Environment, service: Service, name: string, value: EnvVar): Issue[] {
  const field = `services.${service.slug}.env.${name}`;
  if (Object.hasOwn(service.secrets, name)) {
    return [{ file: catalogFile, field, message: "is also set from a secret; keep one of the two" }];
  }
  if (typeof value === "string") return credentialIssues(field, name, value);
  const { buckets, queues } = environment;
  const { reads, appends, writes, publishes } = service;
  if ("bucket" in value) {
    return [
      ...undeclared(field, "bucket", [value.bucket], buckets),
      ...ungranted(field, value.bucket, buckets, [...reads, ...appends, ...writes], {
        what: "bucket",
        right: "whose objects the service may not touch",
        list: "reads, appends or writes",
      }),
    ];
  }
  if ("topic" in value) {
    return [
      ...undeclared(field, "queue", [value.topic], queues),
      ...ungranted(field, value.topic, queues, publishes, {
        what: "topic",
        right: "to which the service may not publish",
        list: "publishes",
      }),
    ];
  }
  if ("subscription" in value) {
    return [
      ...undeclared(field, "queue", [value.subscription], queues),
      ...ungranted(field, value.subscription, queues, Object.keys(service.queues), {
        what: "subscription",
        right: "of which the service receives nothing",
        list: "queues",
      }),
    ];
  }
  return [];
}

/** Refuses a variable that names a store to which the service has no access. A misspelt name in the access lists is reported there instead. */
function ungranted(
  field: string,
  name: string,
  declared: object,
  granted: readonly string[],
  words: { readonly what: string; readonly right: string; readonly list: string },
): Issue[] {
  const known = Object.keys(declared);
  if (!known.includes(name)) return [];
  if (granted.some((one) => (known.includes(one) ? one : nearest(one, known)) === name)) return [];
  const message = `names the ${words.what} '${name}', ${words.right}; add '${name}' to its ${words.list}, or remove the variable`;
  return [{ file: catalogFile, field, message }];
}

/** Only Google writes to a log bucket. */
function writtenLogIssues(
  at: (field: string) => string,
  entry: { readonly appends?: readonly string[]; readonly writes: readonly string[] },
  buckets: Environment["buckets"],
): Issue[] {
  return (["appends", "writes"] as const).flatMap((intent) =>
    (entry[intent] ?? [])
      .filter((bucket) => Object.hasOwn(buckets, bucket) && buckets[bucket]?.contents === "logs")
      .map((bucket) => ({
        file: catalogFile,
        field: at(intent),
        message: `'${bucket}' is written by Google; name a bucket of other contents, or '${bucket}' under reads`,
      })),
  );
}

function undeclared(field: string, kind: string, used: readonly string[], declared: object): Issue[] {
  return used
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => ({
      file: catalogFile,
      field,
      message: `${kind} '${name}' is used but not declared${suggestion(name, Object.keys(declared))}`,
    }));
}

function repeatedIssues(field: string, used: readonly string[]): Issue[] {
  return duplicates(used).map((name) => ({
    file: catalogFile,
    field,
    message: `'${name}' is listed twice; remove one`,
  }));
}

/** All buckets deliver their logs to one bucket, so a second one would stay empty. */
function logBucketIssues({ buckets }: Environment): Issue[] {
  const [first, ...others] = Object.keys(buckets).filter((bucket) => buckets[bucket]?.contents === "logs");
  return others.map((bucket) => ({
    file: catalogFile,
    field: `buckets.${bucket}.contents`,
    message: `is 'logs', but '${first ?? ""}' receives the logs already; remove one of them`,
  }));
}

function workloadIssues({ workloads, buckets }: Environment): Issue[] {
  return Object.entries(workloads).flatMap(([workload, entry]) => {
    const at = (field: string): string => `workloads.${workload}.${field}`;
    return [
      ...writtenLogIssues(at, entry, buckets),
      ...(["reads", "writes"] as const).flatMap((intent) => [
        ...undeclared(at(intent), "bucket", entry[intent], buckets),
        ...repeatedIssues(at(intent), entry[intent]),
      ]),
    ];
  });
}

function ownerIssues({ databases, services }: Environment): Issue[] {
  const slugs = services.map(({ slug }) => slug);
  return Object.entries(databases)
    .filter(([, { owner }]) => !slugs.includes(owner))
    .map(([database, { owner }]) => ({
      file: catalogFile,
      field: `databases.${database}.owner`,
      message: `'${owner}' is not a service${suggestion(owner, slugs)}`,
    }));
}

/** A literal credential would be readable in the repository, in every plan and in the state. */
function credentialIssues(field: string, name: string, value: string): Issue[] {
  if (!looksLikeCredential(name, value)) return [];
  return [
    {
      file: catalogFile,
      field,
      message: "looks like a credential but is a literal; declare a secret and name it under secrets",
    },
  ];
}

function unusedSecretIssues(environment: Environment): Issue[] {
  const declared = Object.keys(environment.secrets);
  const named = environment.services.flatMap(({ secrets }) => Object.values(secrets));
  // A misspelt name is reported where it is written, so the secret that it resembles counts as used.
  const used = new Set(named.map((name) => (declared.includes(name) ? name : nearest(name, declared))));
  return declared
    .filter((secret) => !used.has(secret))
    .map((secret) => ({
      file: catalogFile,
      field: `secrets.${secret}`,
      message: "is declared but no service uses it; remove it or name it under a service's secrets",
    }));
}

function overrideIssues(environment: Environment, file: string, overrides: object): Issue[] {
  const known = environment.services.map(({ slug }) => slug);
  return Object.keys(overrides)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      file,
      field: `services.${key}`,
      message: `no service '${key}' in catalog.ts${suggestion(key, known)}`,
    }));
}
