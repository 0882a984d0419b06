import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../cloud-logging/logs";
import { accountEmail, applyAccountId, planAccountId } from "./names";

/**
 * API methods of all products that change access: IAM policies of projects, accounts
 * and resources, service account keys, roles, and workload identity providers. The
 * operator `:` matches a substring, ignoring case.
 */
const methods = [
  "SetIamPolicy",
  // Cloud Storage's names.
  "SetIamPermissions",
  "CreateServiceAccountKey",
  "UploadServiceAccountKey",
  "CreateRole",
  "DeleteRole",
  "UpdateRole",
  "WorkloadIdentityPool",
];

/**
 * Alert on access changes by any principal other than the pipeline, whose changes
 * are reviewed, and Google's service agents. It includes a service account that
 * grants itself a role.
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
          // Each combination of label values notifies separately, so more labels would turn a manual apply into one message per grant.
          labels: { principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)" },
        },
      ],
      meaning:
        "Somebody other than the pipeline has changed a policy, a role or an account's key; the next apply may undo it.",
      logs: changes,
    },
  ];
}
