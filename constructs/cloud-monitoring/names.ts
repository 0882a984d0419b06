import type { Service } from "../../contract/environment";
import type { Named } from "../../contract/names";
import { serviceName } from "../cloud-run/names";

/** Id of the Cloud Monitoring service that holds a service's objectives. */
export const sloServiceId = (environment: Named, service: Pick<Service, "slug" | "external">): string =>
  serviceName(environment, service);
