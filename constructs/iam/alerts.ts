import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../../observability/alerts/log-filters";
import { accountEmail, applyAccountId, planAccountId } from "./names";

/**
 * Methods that give or take rights, whatever product they are of: policies of
 * projects, accounts and resources, keys of accounts, roles, and who may come
 * from another identity provider. `:` finds a part, in upper or lower case.
 */
const methods = [
  "SetIamPolicy",
  // Cloud Storage's.
  "SetIamPermissions",
  "CreateServiceAccountKey",
  "UploadServiceAccountKey",
  "CreateRole",
  "DeleteRole",
  "UpdateRole",
  "WorkloadIdentityPool",
];

/**
 * Rights that somebody has changed who is neither the pipeline, whose changes
 * were reviewed, nor one of Google's own agents. A service's account that gives
 * itself a right is such a somebody.
 */
export function iamAlerts(environment: Environment): Alert[] {
  const pipeline = [planAccountId, applyAccountId].map((id) => `"${accountEmail(environment, id)}"`).join(" OR ");
  const by = "protoPayload.authenticationInfo.principalEmail";
  const changes = `${auditLog(environment, "activity")} AND protoPayload.methodName:(${methods.map((method) => `"${method}"`).join(" OR ")})`;
  return [
    {
      kind: "iam-change",
      subject: { kind: "environment" },
      title: "Somebody changed rights",
      severity: "info",
      conditions: [
        {
          language: "log",
          title: "somebody changed a policy, a role or a key",
          filter: `${changes} AND NOT protoPayload.status.code>0 AND NOT ${by}=(${pipeline}) AND NOT ${by}=~"^((service-)?[0-9]+@|.*@system[.]gserviceaccount[.]com$)"`,
          // Each combination of labels is told of by itself, so an apply by hand would be a message a grant.
          labels: { principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)" },
        },
      ],
      meaning:
        "Somebody other than the pipeline has changed a policy, a role or an account's key; the next apply may undo it.",
      logs: changes,
    },
  ];
}
