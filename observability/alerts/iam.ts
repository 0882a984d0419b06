import type { Environment } from "../../environments/environment";
import type { Alert } from "./alert";
import { auditLog } from "./log-filters";

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
  "UpdateRole",
  "WorkloadIdentityPool",
];

/** Rights that a person has changed. What the pipeline changes was reviewed, and is none of it. */
export function iamAlerts(environment: Environment): Alert[] {
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
          title: "a person changed a policy, a role or a key",
          filter: `${changes} AND NOT protoPayload.status.code>0 AND NOT protoPayload.authenticationInfo.principalEmail=~"gserviceaccount[.]com$"`,
          // Each combination of labels is told of by itself, so an apply by hand would be a message a grant.
          labels: { principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)" },
        },
      ],
      meaning: "A person has changed a policy, a role or an account's key by hand; the next apply may undo it.",
      logs: changes,
    },
  ];
}
