import { describe, expect, test } from "vitest";
import { deployNeeds, deployRights } from "../../../constructs/iam/deploy-roles";
import { registry, rowOf } from "../../../policies/registry";
import google from "../../data/google-iam-names.json";

describe("deployRights", () => {
  test.each(["google_sql_user", "google_pubsub_subscription", "google_project_iam_member"])(
    "of %s are what its row says",
    (type) => {
      const { plan, apply } = deployRights([type]);
      expect([...plan.roles, ...plan.permissions]).toEqual([...rowOf(type).rights.plan].sort());
      expect([...apply.roles, ...apply.permissions].sort()).toEqual([...rowOf(type).rights.apply].sort());
    },
  );

  test("of no resource are none", () => {
    const none = { roles: [], permissions: [] };
    expect(deployRights([])).toEqual({ plan: none, apply: none });
  });

  test("of several types are each once, sorted", () => {
    expect(deployRights(["google_storage_bucket", "google_dns_managed_zone", "google_storage_bucket"]).apply).toEqual({
      roles: ["roles/dns.admin", "roles/storage.admin"],
      permissions: [],
    });
  });
});

describe("the registry's rights", () => {
  test("have a reason only for what the plan account gets", () => {
    const reasons = Object.values(registry).flatMap(({ rights: { plan, planReasons = {} } }) =>
      Object.entries(planReasons).map(([permission, reason]) => ({ plan, permission, reason })),
    );
    expect(reasons.length).toBeGreaterThan(0);
    for (const { plan, permission, reason } of reasons) {
      expect(plan).toContain(permission);
      expect(reason.split(" ").length).toBeGreaterThan(2);
    }
  });

  test("are names that Google has published", () => {
    const known = new Set(google.names);
    expect([...deployNeeds.plan, ...deployNeeds.apply].filter((one) => !known.has(one))).toEqual([]);
    expect(google.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  const roles = (account: "plan" | "apply"): string[] =>
    [...deployNeeds[account]].filter((one) => one.startsWith("roles/"));

  test("holds no basic role, and none of all products", () => {
    for (const role of [...roles("plan"), ...roles("apply")]) {
      expect(role).toMatch(/^roles\/[a-z]+\.\w+$/);
      expect(["roles/owner", "roles/editor", "roles/viewer", "roles/iam.securityAdmin"]).not.toContain(role);
    }
  });

  test("lets the plan account change nothing", () => {
    for (const role of roles("plan")) expect(role).toMatch(/(Viewer|\.viewer|\.reader)$/);
    const permissions = [...deployNeeds.plan].filter((one) => !one.startsWith("roles/"));
    expect(permissions.filter((one) => !/\.(get|list|getIamPolicy|getMetadata)$/.test(one)).sort()).toEqual([
      // Reads a budget, and takes the project's quota for that.
      "billing.resourcebudgets.read",
      // Reads the settings of Identity-Aware Proxy.
      "iap.webServices.getSettings",
      "serviceusage.services.use",
    ]);
  });

  test("lets the plan account read no data", () => {
    const reading = [
      "roles/artifactregistry.reader", // images
      "roles/cloudsql.viewer", // exports
      "roles/datastore.viewer", // documents
      "roles/iam.securityReviewer", // log entries
      "roles/logging.viewer", // log entries
      "roles/secretmanager.secretAccessor",
      "roles/storage.objectViewer",
    ];
    for (const role of reading) expect(deployNeeds.plan).not.toContain(role);
  });

  test("lets neither account read the value of a secret or a document", () => {
    for (const needs of [deployNeeds.plan, deployNeeds.apply]) {
      for (const role of ["roles/secretmanager.admin", "roles/datastore.owner", "roles/datastore.user"])
        expect(needs).not.toContain(role);
      expect([...needs].filter((one) => /^(secretmanager\.versions|datastore\.entities)\./.test(one))).toEqual([]);
    }
  });
});
