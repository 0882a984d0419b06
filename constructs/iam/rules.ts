import type { Environment, Service } from "../../contract/environment";
import { catalogFile, type Issue } from "../../contract/issue";
import type { Rule } from "../../contract/rules/rule";
import { serviceName } from "../cloud-run/names";
import { nodeAccountEmail } from "../gke/names";
import { pushAccountEmail } from "../pubsub/names";
import { accountEmail, applyAccountId, planAccountId, serviceAccountEmail } from "./names";

/** Each service must have its own account and name, since two services with one account would share all grants. */
export const iamIssues: Rule = ({ environment, file }) => {
  const email = (service: Service): string => serviceAccountEmail(environment, service);
  const atAccount = (service: Service): Pick<Issue, "file" | "field"> =>
    service.external === undefined
      ? { file: catalogFile, field: `services.${service.slug}.accountId` }
      : { file, field: `services.${service.slug}.external.accountEmail` };
  const others = otherAccounts(environment);
  return [
    ...environment.services.flatMap((service): Issue[] => {
      const owner = others.get(email(service));
      if (owner === undefined) return [];
      const message = `'${email(service)}' is the account of ${owner}; give the service its own`;
      return [{ ...atAccount(service), message }];
    }),
    ...shared(environment.services, email, atAccount, "account"),
    ...shared(
      environment.services,
      (service) => serviceName(environment, service),
      (service) => ({ file, field: `services.${service.slug}.external.serviceName` }),
      "name",
    ),
  ];
};

/**
 * Map from the accounts that belong to no service to their owner. Every queue has
 * one, even if its receiver pulls, so that a later change to push affects no
 * service's account.
 */
function otherAccounts(environment: Environment): ReadonlyMap<string, string> {
  return new Map([
    [accountEmail(environment, planAccountId), "the pipeline's plans"],
    [accountEmail(environment, applyAccountId), "the pipeline's applies"],
    ...(environment.cluster === undefined
      ? []
      : ([[nodeAccountEmail(environment), "the cluster's nodes"]] satisfies [string, string][])),
    ...Object.keys(environment.queues).map((queue): [string, string] => [
      pushAccountEmail(environment, queue),
      `the queue '${queue}', which pushes as it`,
    ]),
  ]);
}

function shared(
  services: readonly Service[],
  of: (service: Service) => string,
  at: (service: Service) => Pick<Issue, "file" | "field">,
  what: string,
): Issue[] {
  const owners = new Map<string, Service>();
  // Our own services first, so that the issue names the external service, whose account was entered by hand.
  const ordered = [...services].sort(
    (one, other) => Number(one.external !== undefined) - Number(other.external !== undefined),
  );
  return ordered.flatMap((service): Issue[] => {
    const owner = owners.get(of(service));
    owners.set(of(service), owner ?? service);
    if (owner === undefined) return [];
    return [
      { ...at(service), message: `'${of(service)}' is also the ${what} of '${owner.slug}'; give each service its own` },
    ];
  });
}
