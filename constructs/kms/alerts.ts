import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../cloud-logging/logs";

/**
 * Filter for what makes a version of a key unusable. `UpdateCryptoKeyVersion` changes a
 * state between enabled and disabled only; every other state has a method of its own
 * (Google, "Cloud Key Management Service audit logging", and its API's reference).
 *
 * Not verified on a real entry: that the field is written `request.cryptoKeyVersion.state`.
 * Without it the filter finds enabled versions too, which is a false page and no missed one.
 */
const unusable =
  'protoPayload.serviceName="cloudkms.googleapis.com" AND (protoPayload.methodName="DestroyCryptoKeyVersion" OR (protoPayload.methodName="UpdateCryptoKeyVersion" AND NOT protoPayload.request.cryptoKeyVersion.state="ENABLED"))';

/**
 * Alert on a version of a key that somebody disabled or scheduled for destruction; none
 * with Google's default encryption. Everything is encrypted with these keys, and both act
 * at once: the delay of a destruction only says until when it can be undone. Rotation
 * does neither, and Terraform only where it removes an environment, so no account is
 * excepted. What was refused changed nothing.
 */
export function kmsAlerts(environment: Environment): Alert[] {
  if (environment.encryption !== "customer-managed") return [];
  const changes = `${auditLog(environment, "activity")} AND ${unusable}`;
  return [
    {
      kind: "key-disabled",
      subject: { kind: "environment" },
      title: "Encryption key disabled",
      severity: "page",
      conditions: [
        {
          language: "log",
          title: "somebody disabled a version of a key, or scheduled its destruction",
          filter: `${changes} AND NOT protoPayload.status.code>0`,
          labels: {
            principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
            version: "EXTRACT(protoPayload.resourceName)",
          },
        },
      ],
      meaning:
        "Somebody has disabled a version of an encryption key or scheduled its destruction: what it encrypted cannot be read until the version is enabled again.",
      logs: changes,
    },
  ];
}
