import { looksLikeCredential } from "../credentials";
import type { Environment, Service } from "../environment";
import type { Fault } from "../fault";
import { oauthClientSecret } from "../names";
import { nearest, suggestion } from "../schema-faults";
import type { EnvironmentVariable } from "../service-entry";
import { platformFile, type Rule } from "./rule";

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
    ...lists.flatMap(([field, kind, used, declared]) => [
      ...undeclared(at(field), kind, used, declared),
      ...repeated(at(field), used),
    ]),
    ...repeated(at("calls"), service.calls),
    ...undeclared(at("queues"), "queue", Object.keys(service.queues), queues),
    ...undeclared(at("database"), "database", service.database === undefined ? [] : [service.database], databases),
    ...undeclared(at("secrets"), "secret", Object.values(service.secrets), secrets),
  ];
}

function variableFaults(environment: Environment, service: Service, name: string, value: EnvironmentVariable): Fault[] {
  const field = `services.${service.key}.env.${name}`;
  if (Object.hasOwn(service.secrets, name)) {
    return [{ file: platformFile, field, message: "is also set from a secret; keep one of the two" }];
  }
  if (typeof value === "string") return credentialFaults(field, name, value);
  if ("bucket" in value) return undeclared(field, "bucket", [value.bucket], environment.buckets);
  if ("topic" in value) return undeclared(field, "queue", [value.topic], environment.queues);
  if ("subscription" in value) return undeclared(field, "queue", [value.subscription], environment.queues);
  return [];
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

function repeated(field: string, used: readonly string[]): Fault[] {
  const twice = used.filter((name, index) => used.indexOf(name) !== index);
  return twice.map((name) => ({ file: platformFile, field, message: `'${name}' stands there twice; remove one` }));
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
  return Object.entries(workloads).flatMap(([workload, entry]) =>
    (["reads", "writes"] as const).flatMap((intent) => [
      ...undeclared(`workloads.${workload}.${intent}`, "bucket", entry[intent], buckets),
      ...repeated(`workloads.${workload}.${intent}`, entry[intent]),
    ]),
  );
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
