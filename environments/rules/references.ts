import type { Environment } from "../environment";
import type { Fault } from "../fault";
import { oauthClientSecret } from "../names";
import { suggestion } from "../schema-faults";
import { platformFile, type Rule } from "./rule";

/** Every name that an entry uses is declared, and every secret that is declared is used. */
export const referenceFaults: Rule = ({ environment, file, overrides }) => [
  ...overrideFaults(environment, file, overrides),
  ...environment.services.flatMap((service) => [
    ...undeclared(`services.${service.key}.reads`, "bucket", service.reads, environment.buckets),
    ...undeclared(`services.${service.key}.appends`, "bucket", service.appends, environment.buckets),
    ...undeclared(`services.${service.key}.writes`, "bucket", service.writes, environment.buckets),
    ...undeclared(`services.${service.key}.publishes`, "topic", service.publishes, environment.topics),
    ...undeclared(`services.${service.key}.secrets`, "secret", Object.values(service.secrets), environment.secrets),
    ...Object.entries(service.env).flatMap(([name, value]) =>
      typeof value === "string"
        ? credentialFaults(`services.${service.key}.env.${name}`, name)
        : [
            ...("bucket" in value
              ? undeclared(`services.${service.key}.env.${name}`, "bucket", [value.bucket], environment.buckets)
              : []),
            ...("topic" in value
              ? undeclared(`services.${service.key}.env.${name}`, "topic", [value.topic], environment.topics)
              : []),
            ...("subscription" in value
              ? undeclared(`services.${service.key}.env.${name}`, "topic", [value.subscription], environment.topics)
              : []),
          ],
    ),
    ...Object.keys(service.secrets)
      .filter((name) => name in service.env)
      .map((name): Fault => ({
        file: platformFile,
        field: `services.${service.key}.env.${name}`,
        message: "is also set from a secret; keep one of the two",
      })),
  ]),
  ...unusedSecretFaults(environment),
  ...Object.values(environment.topics)
    .map(({ owner }) => owner)
    .filter((owner) => !environment.services.some(({ key }) => key === owner))
    .map((owner): Fault => ({
      file: platformFile,
      field: "topics",
      message: `owner '${owner}' is not a service${suggestion(
        owner,
        environment.services.map(({ key }) => key),
      )}`,
    })),
];

function undeclared(field: string, kind: string, used: readonly string[], declared: object): Fault[] {
  return used
    .filter((name) => !(name in declared))
    .map((name) => ({
      file: platformFile,
      field,
      message: `${kind} '${name}' is used but not declared${suggestion(name, Object.keys(declared))}`,
    }));
}

/** A literal under such a name is a credential in the repository. */
function credentialFaults(field: string, name: string): Fault[] {
  if (!/(^|_)(KEY|SECRET|TOKEN|PASSWORD|CREDENTIALS)(_RAW)?$/.test(name)) return [];
  return [
    {
      file: platformFile,
      field,
      message: "looks like a credential but is a literal; declare a secret and name it under secrets",
    },
  ];
}

function unusedSecretFaults(environment: Environment): Fault[] {
  const used = new Set(environment.services.flatMap(({ secrets }) => Object.values(secrets)));
  return Object.keys(environment.secrets)
    .filter((secret) => secret !== oauthClientSecret && !used.has(secret))
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
