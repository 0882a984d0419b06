import { serviceName } from "../constructs/cloud-run/names";
import { bucketName } from "../constructs/cloud-storage/names";
import { serviceAccountEmail } from "../constructs/iam/names";
import { backendName, serviceHost } from "../constructs/load-balancing/names";
import { deadLetterTopic, subscriptionName } from "../constructs/pubsub/names";
import type { Environment } from "../contract/environment";
import { receiverOf } from "../contract/queues";
import { singleSubjects } from "../contract/subjects";
import { escalationContact } from "./escalation";
import type { Subject } from "./subject";

/** Map from a shell variable of a runbook's commands to its value. */
export type SubjectNames = Readonly<Record<string, string>>;

/** Values of the variables for one subject of an environment, including the environment's own. */
export function subjectNames(environment: Environment, subject: Subject): SubjectNames {
  return {
    ENVIRONMENT: environment.name,
    PROJECT: environment.project.id,
    PROJECT_NUMBER: environment.project.number,
    REGION: environment.primaryRegion,
    DOMAIN: environment.domain,
    BILLING_ACCOUNT: environment.budget.billingAccount,
    ESCALATION: escalationContact(environment),
    ...ownNames(environment, subject),
  };
}

function ownNames(environment: Environment, subject: Subject): SubjectNames {
  switch (subject.kind) {
    case "service": {
      const { service } = subject;
      return {
        SERVICE: serviceName(environment, service),
        SERVICE_KEY: service.slug,
        ACCOUNT: serviceAccountEmail(environment, service),
        ...(service.route === undefined
          ? {}
          : {
              HOST: serviceHost(environment, service.route),
              HEALTH_PATH: service.health.path,
              BACKEND: backendName(environment, service.slug),
            }),
      };
    }
    case "queue":
      return {
        TOPIC: subject.key,
        SUBSCRIPTION: subscriptionName(subject.key),
        DEAD_LETTERS: subscriptionName(deadLetterTopic(subject.key)),
        SERVICE: serviceName(environment, receiverOf(environment, subject.key)),
        SERVICE_KEY: receiverOf(environment, subject.key).slug,
      };
    case "secret":
      return { SECRET: subject.key };
    case "cache":
      return { BUCKET: bucketName(environment, subject.key) };
    default:
      return singleSubjects[subject.kind].names(environment);
  }
}
