import { describe, expect, test } from "vitest";
import type { LogCondition } from "../../../observability/alerts/alert";
import { kmsAlerts } from "../../../constructs/kms/alerts";
import { environment } from "../../support/environments";

const condition = (): LogCondition => kmsAlerts(environment("prod"))[0]!.conditions[0] as LogCondition;

describe("the alert of keys", () => {
  test("wakes somebody, and says who did it to which version", () => {
    expect(kmsAlerts(environment("prod"))).toMatchObject([
      { kind: "key-disabled", subject: { kind: "environment" }, severity: "page" },
    ]);
    expect(condition().labels).toEqual({
      principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
      version: "EXTRACT(protoPayload.resourceName)",
    });
  });

  test("is only where the environment has keys of its own", () => {
    expect(environment("dev").encryption).toBe("google-default");
    expect(kmsAlerts(environment("dev"))).toEqual([]);
    expect(kmsAlerts(environment("staging"))).toHaveLength(1);
  });

  test("reads what was done to versions, and not what was refused, in the environment's own project", () => {
    expect(condition().filter).toBe(
      [
        'logName="projects/parley-audio-prod/logs/cloudaudit.googleapis.com%2Factivity"',
        'protoPayload.serviceName="cloudkms.googleapis.com"',
        '(protoPayload.methodName="DestroyCryptoKeyVersion" OR (protoPayload.methodName="UpdateCryptoKeyVersion" AND NOT protoPayload.request.cryptoKeyVersion.state="ENABLED"))',
        "NOT protoPayload.status.code>0",
      ].join(" AND "),
    );
  });
});
