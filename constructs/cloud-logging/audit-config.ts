import { ProjectIamAuditConfig } from "@cdktf/provider-google/lib/project-iam-audit-config";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import type { AuditedAccess } from "../product";
import { products } from "../products";

export interface AuditConfigProps {
  readonly environment: Environment;
}

/** `everything` is for products of which a look at what exists, or at who may use it, is the first step to a theft. */
const logTypes = {
  content: ["DATA_READ", "DATA_WRITE"],
  metadata: ["ADMIN_READ"],
  everything: ["ADMIN_READ", "DATA_READ", "DATA_WRITE"],
} as const satisfies Readonly<Record<AuditedAccess["reads"], readonly string[]>>;

/** Access of all products that hold user data or secrets, or mint tokens, by the name of their service. */
const auditedProducts = products
  .flatMap(({ audit }) => audit ?? [])
  .sort((one, other) => (one.service < other.service ? -1 : 1));

/**
 * Data access audit logs: who read and who wrote user data and secrets, and who got
 * a token. They are off by default, so a sink alone would receive none.
 *
 * Each configuration is authoritative for its service in the project: the next
 * apply removes log types and exemptions that were added by hand, and ends the
 * audit of a product that the environment no longer uses. The organization's
 * configuration applies in addition and cannot be removed here.
 */
export class AuditConfig extends Construct {
  constructor(scope: Construct, id: string, { environment }: AuditConfigProps) {
    super(scope, id);
    for (const { service, reads, declared } of auditedProducts) {
      if (!declared(environment)) continue;
      new ProjectIamAuditConfig(this, service, {
        project: environment.project.id,
        service: `${service}.googleapis.com`,
        auditLogConfig: logTypes[reads].map((logType) => ({ logType })),
      });
    }
  }
}
