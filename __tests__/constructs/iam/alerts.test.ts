import { describe, expect, test } from "vitest";
import type { LogCondition } from "../../../observability/alerts/alert";
import { iamAlerts } from "../../../constructs/iam/alerts";
import { environment } from "../../support/environments";

const condition = (): LogCondition => iamAlerts(environment("prod"))[0]!.conditions[0] as LogCondition;

describe("the alert of rights", () => {
  test("asks nobody to act, and says who changed what", () => {
    expect(iamAlerts(environment("prod"))).toMatchObject([
      { kind: "iam-change", subject: { kind: "environment" }, severity: "info" },
    ]);
    expect(condition().labels).toEqual({
      principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
    });
  });

  test("reads what was done, and not what was refused, in the environment's own project", () => {
    expect(condition().filter).toContain(
      'logName="projects/parley-audio-prod/logs/cloudaudit.googleapis.com%2Factivity" AND ',
    );
    expect(condition().filter).toContain(" AND NOT protoPayload.status.code>0 AND ");
  });

  // As Google's audit logs write them.
  test.each([
    "SetIamPolicy",
    "google.iam.admin.v1.SetIAMPolicy",
    "google.cloud.secretmanager.v1.SecretManagerService.SetIamPolicy",
    "storage.setIamPermissions",
    "google.iam.admin.v1.CreateServiceAccountKey",
    "google.iam.admin.v1.UploadServiceAccountKey",
    "google.iam.admin.v1.CreateRole",
    "google.iam.v1.WorkloadIdentityPools.UpdateWorkloadIdentityPoolProvider",
  ])("finds %s", (method) => {
    const [, parts] = /methodName:\(([^)]+)\)/.exec(condition().filter)!;
    const found = parts!.split(" OR ").map((part) => part.replaceAll('"', "").toLowerCase());
    expect(found.some((part) => method.toLowerCase().includes(part))).toBe(true);
  });

  test.each([
    ["anna@example.com", true],
    ["terraform-apply@parley-audio-prod.iam.gserviceaccount.com", false],
    ["terraform-plan@parley-audio-prod.iam.gserviceaccount.com", false],
    // An account of another project, and a service that grants itself a role.
    ["terraform-apply@parley-audio-dev.iam.gserviceaccount.com", true],
    ["audio-service@parley-audio-prod.iam.gserviceaccount.com", true],
    ["100000000003@cloudservices.gserviceaccount.com", false],
    ["service-100000000003@gcp-sa-pubsub.iam.gserviceaccount.com", false],
    ["100000000003-compute@developer.gserviceaccount.com", true],
    ["service-agent-manager@system.gserviceaccount.com", false],
    ["gserviceaccount.com@example.com", true],
  ])("hears of %s: %s", (principal, heard) => {
    const [, pattern] = /principalEmail=~"([^"]+)"/.exec(condition().filter)!;
    const [, pipeline] = /principalEmail=\(([^)]+)\)/.exec(condition().filter)!;
    expect(!new RegExp(pattern!).test(principal) && !pipeline!.split(" OR ").includes(`"${principal}"`)).toBe(heard);
  });
});
