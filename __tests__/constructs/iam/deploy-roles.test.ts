import { describe, expect, test } from "@jest/globals";
import { deployNeeds, deployRights } from "../../../constructs/iam/deploy-roles";
import { rightsOfType } from "../../support/deploy-rights";

const flat = ({ roles, permissions }: { roles: readonly string[]; permissions: readonly string[] }): string[] => [
  ...roles,
  ...permissions,
];

describe("deployRights", () => {
  test.each(Object.entries(rightsOfType))("of %s are these and no other", (type, { plan, apply }) => {
    const rights = deployRights([type]);
    expect(flat(rights.plan)).toEqual(flat(sorted(plan)));
    expect(flat(rights.apply)).toEqual(flat(sorted(apply)));
  });

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

  test.each(["google_redis_instance", "google_compute_instance"])(
    "refuses %s, for which it knows no role, and says where to add it",
    (type) => {
      expect(() => deployRights([type])).toThrow(
        new Error(`no deploy role is known for ${type}; add its prefix to constructs/iam/deploy-roles.ts`),
      );
    },
  );
});

describe("the table of deploy roles", () => {
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

const sorted = (needs: readonly string[]): { roles: string[]; permissions: string[] } => ({
  roles: needs.filter((one) => one.startsWith("roles/")).sort(),
  permissions: needs.filter((one) => !one.startsWith("roles/")).sort(),
});
