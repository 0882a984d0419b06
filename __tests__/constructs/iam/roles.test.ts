import { describe, expect, test } from "vitest";
import * as roles from "../../../constructs/iam/roles";

const projectLevel = [
  ...roles.telemetryRoles,
  ...Object.values(roles.callRoles),
  ...roles.databaseRoles,
  roles.nodeRole,
];
const resourceLevel = [
  ...Object.values(roles.bucketRoles),
  roles.topicPublisherRole,
  roles.subscriberRole,
  roles.invokerRole,
  roles.secretAccessorRole,
  roles.urlSignerRole,
];

describe("roles", () => {
  test.each([...new Set([...projectLevel, ...resourceLevel, ...Object.keys(roles.projectRoles)])])(
    "'%s' is a predefined role's name",
    (role) => {
      expect(role).toMatch(/^roles\/[a-zA-Z]+\.[a-zA-Z]+$/);
    },
  );

  test("give a reason for every role at the level of the project, and for no other", () => {
    expect(Object.keys(roles.projectRoles).sort()).toEqual([...new Set(projectLevel)].sort());
    expect(Object.values(roles.projectRoles).filter((reason) => reason.length < 20)).toEqual([]);
  });

  test("hold none that administers, edits or owns", () => {
    expect([...projectLevel, ...resourceLevel].filter((role) => /admin|editor|owner/i.test(role))).toEqual([]);
  });

  test("let a service read, add to, or change a bucket's objects, each with its own role", () => {
    expect(roles.bucketRoles).toEqual({
      reads: "roles/storage.objectViewer",
      appends: "roles/storage.objectCreator",
      writes: "roles/storage.objectUser",
    });
  });

  test("let every service write logs, metrics and spans", () => {
    expect(roles.telemetryRoles).toEqual([
      "roles/logging.logWriter",
      "roles/monitoring.metricWriter",
      "roles/cloudtrace.agent",
    ]);
  });

  test("let a service of the database reach the instance and log in to it", () => {
    expect(roles.databaseRoles).toEqual(["roles/cloudsql.client", "roles/cloudsql.instanceUser"]);
  });

  test("let a receiver ask for a queue's messages and nothing more", () => {
    expect(roles.subscriberRole).toBe("roles/pubsub.subscriber");
  });

  test("allow a call by the narrowest predefined role, where there is one", () => {
    expect(roles.callRoles).toEqual({
      "text-to-speech": "roles/serviceusage.serviceUsageConsumer",
      "speech-to-text": "roles/speech.client",
    });
  });
});

describe("the id of a role's grant", () => {
  test("is the role's name without characters that an id may not hold", () => {
    expect(roles.roleId("roles/logging.logWriter")).toBe("logging-logWriter");
    expect(roles.roleId("roles/resourcemanager.projectIamAdmin")).toBe("resourcemanager-projectIamAdmin");
  });
});
