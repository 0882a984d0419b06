import { oauthClientSecret } from "../../constructs/secret-manager/names";
import { looksLikeCredential } from "../credentials";
import type { Environment, Service } from "../environment";
import { platformFile, type Fault } from "../fault";
import { nearest, suggestion } from "../schema-faults";
import type { EnvVar } from "../service-entry";
import { duplicates } from "./helpers";
import type { Rule } from "./rule";

/** Every name that an entry uses is declared and stands there once, and every secret that is declared is used. */
export const referenceFaults: Rule = ({ environment, file, overrides }) => [
  ...overrideFaults(environment, file, overrides),
  ...environment.services.flatMap((service) => [
    ...serviceFaults(environment, service),
    ...Object.entries(service.env).flatMap(([name, value]) => variableFaults(environment, service, name, value)),
  ]),
  ...unusedSecretFaults(environment),
  ...logBucketFaults(environment),
  ...ownerFaults(environment),
  ...workloadFaults(environment),
  ...Object.keys(environment.secretVersions)
    .filter((secret) => !Object.hasOwn(environment.secrets, secret) && secret !== oauthClientSecret)
    .map((secret): Fault => ({
      file,
      field: `secretVersions.${secret}`,
      message: `no secret '${secret}' in platform.ts${suggestion(secret, Object.keys(environment.secrets))}`,
    })),
];

function serviceFaults({ buckets, queues, databases, secrets }: Environment, service: Service): Fault[] {
  const lists: [field: string, kind: string, used: readonly string[], declared: object][] = [
    ["reads", "bucket", service.reads, buckets],
    ["appends", "bucket", service.appends, buckets],
    ["writes", "bucket", service.writes, buckets],
    ["publishes", "queue", service.publishes, queues],
  ];
  const at = (field: string): string => `services.${service.key}.${field}`;
  return [
    ...writtenLogFaults(at, service, buckets),
    ...lists.flatMap(([field, kind, used, declared]) => [
      ...undeclared(at(field), kind, used, declared),
      ...repeatedFaults(at(field), used),
    ]),
    ...repeatedFaults(at("calls"), service.calls),
    ...undeclared(at("queues"), "queue", Object.keys(service.queues), queues),
    ...undeclared(at("cloudSql"), "database", service.cloudSql === undefined ? [] : [service.cloudSql], databases),
    ...undeclared(at("secrets"), "secret", Object.values(service.secrets), secrets),
  ];
}

function variableFaults(environment: Environment, service: Service, name: string, value: EnvVar): Fault[] {
  const field = `services.${service.key}.env.${name}`;
  if (Object.hasOwn(service.secrets, name)) {
    return [{ file: platformFile, field, message: "is also set from a secret; keep one of the two" }];
  }
  if (typeof value === "string") return credentialFaults(field, name, value);
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

/** A name that a container is told and can do nothing with. A misspelt right is reported where it stands. */
function ungranted(
  field: string,
  name: string,
  declared: object,
  granted: readonly string[],
  words: { readonly what: string; readonly right: string; readonly list: string },
): Fault[] {
  const known = Object.keys(declared);
  if (!known.includes(name)) return [];
  if (granted.some((one) => (known.includes(one) ? one : nearest(one, known)) === name)) return [];
  const message = `names the ${words.what} '${name}', ${words.right}; add '${name}' to its ${words.list}, or remove the variable`;
  return [{ file: platformFile, field, message }];
}

/** Google alone writes the logs. */
function writtenLogFaults(
  at: (field: string) => string,
  entry: { readonly appends?: readonly string[]; readonly writes: readonly string[] },
  buckets: Environment["buckets"],
): Fault[] {
  return (["appends", "writes"] as const).flatMap((intent) =>
    (entry[intent] ?? [])
      .filter((bucket) => Object.hasOwn(buckets, bucket) && buckets[bucket]?.contents === "logs")
      .map((bucket) => ({
        file: platformFile,
        field: at(intent),
        message: `'${bucket}' is written by Google; name a bucket of other contents, or '${bucket}' under reads`,
      })),
  );
}

function undeclared(field: string, kind: string, used: readonly string[], declared: object): Fault[] {
  return used
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => ({
      file: platformFile,
      field,
      message: `${kind} '${name}' is used but not declared${suggestion(name, Object.keys(declared))}`,
    }));
}

function repeatedFaults(field: string, used: readonly string[]): Fault[] {
  return duplicates(used).map((name) => ({
    file: platformFile,
    field,
    message: `'${name}' stands there twice; remove one`,
  }));
}

/** All buckets deliver to one, so a second would stay empty. */
function logBucketFaults({ buckets }: Environment): Fault[] {
  const [first, ...others] = Object.keys(buckets).filter((bucket) => buckets[bucket]?.contents === "logs");
  return others.map((bucket) => ({
    file: platformFile,
    field: `buckets.${bucket}.contents`,
    message: `is 'logs', but '${first ?? ""}' receives the logs already; remove one of them`,
  }));
}

function workloadFaults({ workloads, buckets }: Environment): Fault[] {
  return Object.entries(workloads).flatMap(([workload, entry]) => {
    const at = (field: string): string => `workloads.${workload}.${field}`;
    return [
      ...writtenLogFaults(at, entry, buckets),
      ...(["reads", "writes"] as const).flatMap((intent) => [
        ...undeclared(at(intent), "bucket", entry[intent], buckets),
        ...repeatedFaults(at(intent), entry[intent]),
      ]),
    ];
  });
}

function ownerFaults({ databases, services }: Environment): Fault[] {
  const keys = services.map(({ key }) => key);
  return Object.entries(databases)
    .filter(([, { owner }]) => !keys.includes(owner))
    .map(([database, { owner }]) => ({
      file: platformFile,
      field: `databases.${database}.owner`,
      message: `'${owner}' is not a service${suggestion(owner, keys)}`,
    }));
}

/** A literal credential lies in the repository, in every plan and in the state. */
function credentialFaults(field: string, name: string, value: string): Fault[] {
  if (!looksLikeCredential(name, value)) return [];
  return [
    {
      file: platformFile,
      field,
      message: "looks like a credential but is a literal; declare a secret and name it under secrets",
    },
  ];
}

function unusedSecretFaults(environment: Environment): Fault[] {
  const declared = Object.keys(environment.secrets);
  const named = environment.services.flatMap(({ secrets }) => Object.values(secrets));
  // A misspelt name is reported where it stands; the secret that it means is used.
  const used = new Set(named.map((name) => (declared.includes(name) ? name : nearest(name, declared))));
  return declared
    .filter((secret) => !used.has(secret))
    .map((secret) => ({
      file: platformFile,
      field: `secrets.${secret}`,
      message: "is declared but no service uses it; remove it or name it under a service's secrets",
    }));
}

function overrideFaults(environment: Environment, file: string, overrides: object): Fault[] {
  const known = environment.services.map(({ key }) => key);
  return Object.keys(overrides)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      file,
      field: `services.${key}`,
      message: `no service '${key}' in platform.ts${suggestion(key, known)}`,
    }));
}
