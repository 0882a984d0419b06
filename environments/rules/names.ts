import type { Environment } from "../environment";
import type { Fault } from "../fault";
import {
  accountId,
  bucketName,
  hostResourceName,
  loadBalancerName,
  serviceHost,
  serviceName,
  subnetworkName,
} from "../names";
import { isRouted } from "../routes";
import { platformFile, type Rule } from "./rule";

/** Lengths are checked on the derived names, which nobody sees while typing the keys. */
export const nameFaults: Rule = ({ environment, file }) => [
  ...lengthFaults(environment, file),
  ...sharedAccountFaults(environment),
  ...sharedNameFaults(environment, file),
];

function lengthFaults(environment: Environment, file: string): Fault[] {
  const faults: Fault[] = [];
  const limit = (
    where: { file: string; field: string },
    what: string,
    name: string,
    min: number,
    max: number,
  ): void => {
    if (name.length < min)
      faults.push({
        ...where,
        message: `${what} '${name}' has ${name.length} characters, fewer than the ${min} that Google asks for; lengthen the key by ${min - name.length}`,
      });
    if (name.length > max)
      faults.push({
        ...where,
        message: `${what} '${name}' has ${name.length} characters, more than the ${max} that Google takes; shorten it by ${name.length - max}`,
      });
  };
  for (const bucket of Object.keys(environment.buckets)) {
    limit(
      { file: platformFile, field: `buckets.${bucket}` },
      "the bucket name",
      bucketName(environment, bucket),
      3,
      63,
    );
  }
  for (const service of environment.services) {
    const where = { file: platformFile, field: `services.${service.key}` };
    // Google, "REST Resource: projects.locations.services" (Cloud Run): fewer than 50 characters.
    if (service.external === undefined)
      limit(where, "the Cloud Run service name", serviceName(environment, service), 1, 49);
    if (service.external === undefined) limit(where, "the account id", accountId(service), 6, 30);
    if (isRouted(service)) limit(where, "the host", serviceHost(environment, service.route), 4, 253);
    if (service.external === undefined && !/^[a-z][a-z0-9-]*[a-z0-9]$/.test(accountId(service))) {
      faults.push({
        ...where,
        message: `the account id '${accountId(service)}' must be a-z, 0-9 and '-', starting with a letter`,
      });
    }
  }
  for (const region of Object.keys(environment.regions)) {
    limit({ file, field: "namePrefix" }, "the subnet name", subnetworkName(environment, region), 1, 63);
  }
  limit(
    { file, field: "namePrefix" },
    "the load balancer's longest name",
    loadBalancerName(environment, "http-redirect"),
    1,
    63,
  );
  limit(
    { file, field: "namePrefix" },
    "the certificate name",
    hostResourceName(environment, environment.domain),
    1,
    63,
  );
  return faults;
}

/** Each service has an identity of its own, or a grant to one would be a grant to both. */
function sharedAccountFaults(environment: Environment): Fault[] {
  const owners = new Map<string, string>();
  return environment.services.flatMap((service): Fault[] => {
    const id = service.external?.accountEmail ?? accountId(service);
    const owner = owners.get(id);
    if (owner === undefined) {
      owners.set(id, service.key);
      return [];
    }
    return [
      {
        file: platformFile,
        field: `services.${service.key}.accountId`,
        message: `'${id}' is also the account of '${owner}'; give each service its own`,
      },
    ];
  });
}

function sharedNameFaults(environment: Environment, file: string): Fault[] {
  const owners = new Map<string, string>();
  return environment.services.flatMap((service): Fault[] => {
    const name = serviceName(environment, service);
    const owner = owners.get(name);
    owners.set(name, service.key);
    return owner === undefined
      ? []
      : [
          {
            file,
            field: `services.${service.key}.external.serviceName`,
            message: `'${name}' is also the name of '${owner}'; two services cannot share it`,
          },
        ];
  });
}
