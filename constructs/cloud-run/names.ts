import type { Service } from "../../contract/environment";
import { shortHash, type Named } from "../../contract/names";

export const serviceName = (environment: Named, service: Pick<Service, "slug" | "external">): string =>
  service.external?.serviceName ?? `${environment.namePrefix}-${service.slug}`;

/** Pattern of a service's name, whose group is what the incidents of policies on log entries call it: its key, or the whole name where it is deployed elsewhere. */
export const incidentNamePattern = ({ namePrefix }: Pick<Named, "namePrefix">): string => `^(?:${namePrefix}-)?(.+)$`;
/**
 * Deterministic URL of a service in one region, known at plan time. It contains the
 * project number. Google, "Deterministic URL" (Cloud Run).
 */
export const serviceUrl = (environment: Named, name: string, region: string): string =>
  `https://${name}-${environment.project.number}.${region}.run.app`;

/** Volume name for a mount path: `/app/.cache` becomes `app-cache`. */
export const volumeName = (mountPath: string): string =>
  mountPath
    .split(/[^a-z0-9]+/i)
    .filter(Boolean)
    .join("-")
    .toLowerCase();

/**
 * Revision name with a hash of the template: equal image and configuration yield the
 * same name. Cloud Run never takes a name again for a revision that failed, so a
 * further attempt at the same content has its number in the name.
 */
export const revisionName = (service: string, template: unknown, attempt?: number): string =>
  `${service}-${shortHash(JSON.stringify(template))}${attempt === undefined ? "" : `-${attempt}`}`;
