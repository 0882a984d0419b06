import type { Environment, Service } from "../../contract/environment";
import { constructId, type Named } from "../../contract/names";

export const accountId = (service: Pick<Service, "slug" | "accountId">): string =>
  service.accountId ?? `${service.slug}-service`;
/** E-mail of a service account in the environment's own project. */
export const accountEmail = ({ project }: Pick<Environment, "project">, id: string): string =>
  `${id}@${project.id}.iam.gserviceaccount.com`;
export const serviceAccountEmail = (
  environment: Named,
  service: Pick<Service, "slug" | "accountId" | "external">,
): string => service.external?.accountEmail ?? accountEmail(environment, accountId(service));
/** Id of a service's custom role. Role ids allow no hyphen. Google, "Create and manage custom roles". */
export const customRoleId = (service: Pick<Service, "slug">): string => `${camel(service.slug)}Service`;

export const planAccountId = "terraform-plan";
export const applyAccountId = "terraform-apply";

const camel = (key: string): string => key.charAt(0) + constructId(key).slice(1);
