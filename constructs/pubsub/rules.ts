import type { Environment, Service } from "../../contract/environment";
import { catalogFile, type Issue } from "../../contract/issue";
import { maxAckDeadlineSeconds } from "./schema";
import { nearest } from "../../contract/schema-issues";
import type { Rule } from "../../contract/rules/rule";

/**
 * Every queue must have one receiver, whose timeouts fit Pub/Sub's. `nameIssues`
 * checks the names of queues, and `routeIssues` that no push path is routed.
 */
export const pubsubIssues: Rule = ({ environment, file }) => [
  ...receiverIssues(environment),
  ...pushes(environment).flatMap(({ service, queue }) =>
    service.external === undefined
      ? deadlineIssues(environment, service, queue)
      : [externalIssue(file, service.slug, queue)],
  ),
  ...environment.services.flatMap(pathIssues),
  ...waitIssues(environment),
];

/** Refuses a recovery time as long as the messages' retention: the alert on old messages could never open. */
function waitIssues({ services, queues }: Environment): Issue[] {
  return services.flatMap(({ slug, rtoMinutes, queues: received }) =>
    Object.keys(received).flatMap((queue): Issue[] => {
      const kept = (queues[queue]?.retentionDays ?? 0) * 24 * 60;
      if (kept === 0 || rtoMinutes < kept) return [];
      const message = `${rtoMinutes} minutes are no less than the ${kept} for which '${queue}' keeps a message; lower it below ${kept}, or raise queues.${queue}.retentionDays`;
      return [{ file: catalogFile, field: `services.${slug}.rtoMinutes`, message }];
    }),
  );
}

/** Every pair of a declared, pushed queue and its receiver. */
function pushes({ services, queues }: Environment): { service: Service; queue: string }[] {
  return services.flatMap((service) =>
    Object.entries(service.queues)
      .filter(([queue, pathOrPull]) => pathOrPull !== "pull" && Object.hasOwn(queues, queue))
      .map(([queue]) => ({ service, queue })),
  );
}

function receiverIssues({ services, queues }: Environment): Issue[] {
  const declared = Object.keys(queues);
  // A misspelt name is reported where it is written, so the queue that it resembles counts as received.
  const meant = (name: string): string | undefined => (declared.includes(name) ? name : nearest(name, declared));
  return declared.flatMap((queue): Issue[] => {
    const at = { file: catalogFile, field: `queues.${queue}` };
    const receivers = services.filter((service) => Object.keys(service.queues).some((name) => meant(name) === queue));
    if (receivers.length === 1) return [];
    if (receivers.length === 0) {
      const message = `is received by no service, so its messages would be lost; add queues: { ${literalKey(queue)}: "/path" } to the service that is to take them, or "pull" instead of the path if it asks for them`;
      return [{ ...at, message }];
    }
    const named = receivers.map(({ slug }) => `'${slug}'`).join(" and ");
    const message = `is received by ${named}, but each message goes to one of them only; keep it under queues of one and give the other a queue of its own`;
    return [{ ...at, message }];
  });
}

function externalIssue(file: string, service: string, queue: string): Issue {
  const message = `is set, but '${queue}' is pushed to the service, and the address and the invokers of an external one are not ours to know; set its queues.${queue} to 'pull', or remove external`;
  return { file, field: `services.${service}.external`, message };
}

function deadlineIssues({ queues }: Environment, { slug, timeoutSeconds }: Service, queue: string): Issue[] {
  const deadline = queues[queue]?.ackDeadlineSeconds ?? 0;
  if (deadline >= timeoutSeconds) return [];
  const fix =
    timeoutSeconds <= maxAckDeadlineSeconds
      ? `raise it to ${timeoutSeconds}, or lower timeoutSeconds of '${slug}' to ${deadline}`
      : `Pub/Sub waits ${maxAckDeadlineSeconds} s at most, so ${deadline < maxAckDeadlineSeconds ? `raise it to ${maxAckDeadlineSeconds} and ` : ""}lower timeoutSeconds of '${slug}' to ${maxAckDeadlineSeconds}`;
  const message = `${deadline} s is less than the ${timeoutSeconds} s that '${slug}' may take, so a message would be pushed again while the service still works on it; ${fix}`;
  return [{ file: catalogFile, field: `queues.${queue}.ackDeadlineSeconds`, message }];
}

/** Refuses two queues at one path: the service could not distinguish their messages. */
function pathIssues({ slug, queues }: Service): Issue[] {
  const pushed = Object.entries(queues).filter(([, pathOrPull]) => pathOrPull !== "pull");
  return pushed.flatMap(([queue, path], index): Issue[] => {
    const earlier = pushed.slice(0, index).find(([, other]) => other === path);
    if (earlier === undefined) return [];
    const message = `'${path}' takes the messages of '${earlier[0]}' already; give '${queue}' a path of its own`;
    return [{ file: catalogFile, field: `services.${slug}.queues.${queue}`, message }];
  });
}

const literalKey = (key: string): string => (key.includes("-") ? `"${key}"` : key);
