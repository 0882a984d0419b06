import type { Service } from "../environment";
import type { Fault } from "../fault";
import { serviceAccountEmail, serviceName } from "../names";
import { platformFile, type Rule } from "./rule";

/** Each service has an account and a name of its own, or a grant to one would be a grant to both. */
export const identityFaults: Rule = ({ environment, file }) => [
  ...shared(
    environment.services,
    (service) => serviceAccountEmail(environment, service),
    (service) =>
      service.external === undefined
        ? { file: platformFile, field: `services.${service.key}.accountId` }
        : { file, field: `services.${service.key}.external.accountEmail` },
    "account",
  ),
  ...shared(
    environment.services,
    (service) => serviceName(environment, service),
    (service) => ({ file, field: `services.${service.key}.external.serviceName` }),
    "name",
  ),
];

function shared(
  services: readonly Service[],
  of: (service: Service) => string,
  at: (service: Service) => Pick<Fault, "file" | "field">,
  what: string,
): Fault[] {
  const owners = new Map<string, Service>();
  // Ours first, so that the fault stands with the external one, which was written by hand.
  const ordered = [...services].sort(
    (one, other) => Number(one.external !== undefined) - Number(other.external !== undefined),
  );
  return ordered.flatMap((service): Fault[] => {
    const owner = owners.get(of(service));
    owners.set(of(service), owner ?? service);
    if (owner === undefined) return [];
    return [
      { ...at(service), message: `'${of(service)}' is also the ${what} of '${owner.key}'; give each service its own` },
    ];
  });
}
