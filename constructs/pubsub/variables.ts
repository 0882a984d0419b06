import { serviceName, serviceUrl } from "../cloud-run/names";
import type { ServiceVariables } from "../product";
import { pushAccountEmail } from "./names";

/** Audience and service accounts with which the service verifies the token of a push request. */
export const pushVariables: ServiceVariables = (environment, service) => {
  const pushed = Object.keys(service.queues)
    .filter((queue) => service.queues[queue] !== "pull")
    .sort();
  if (pushed.length === 0) return {};
  return {
    PUBSUB_PUSH_AUDIENCE: {
      value: serviceUrl(environment, serviceName(environment, service), environment.primaryRegion),
      from: "queues",
      link: { none: "the URL of the service itself" },
    },
    PUBSUB_PUSH_ACCOUNT: {
      value: pushed.map((queue) => pushAccountEmail(environment, queue)).join(","),
      from: "queues",
      link: { none: "the runtime layer itself declares the service accounts" },
    },
  };
};
