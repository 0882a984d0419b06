import { describe, expect, test } from "vitest";
import { deployNeeds, deployRights } from "../../../constructs/iam/deploy-roles";
import { registry, rowOf } from "../../../policies/registry";
import { contentOf } from "../../../policies/content";
import names from "../../data/google-iam-names.json";
import google from "../../data/google-role-permissions.json";

/** What the apply account reaches, with the reason why it has to; docs/bootstrap.md tells people. */
const reachOfApply: readonly (readonly [reason: string, permissions: readonly string[]])[] = [
  [
    "artifactregistry.admin: no other predefined role makes a repository",
    [
      "artifactregistry.files.download",
      "artifactregistry.repositories.downloadArtifacts",
      "artifactregistry.repositories.readViaVirtualRepository",
    ],
  ],
  [
    "cloudkms.admin: makes keys, and decrypts only for a service that was itself allowed to delegate",
    ["cloudkms.cryptoKeyVersions.useToDecryptViaDelegation"],
  ],
  [
    "cloudsql.admin: makes the instance, its databases and its users",
    [
      "cloudsql.backupRuns.export",
      "cloudsql.instances.clone",
      "cloudsql.instances.connect",
      "cloudsql.instances.executeSql",
      "cloudsql.instances.export",
      "cloudsql.instances.login",
      "cloudsql.instances.restoreBackup",
    ],
  ],
  [
    "compute.networkAdmin: makes networks, routers and addresses, and shows consoles too",
    [
      "compute.instances.get",
      "compute.instances.getGuestAttributes",
      "compute.instances.getScreenshot",
      "compute.instances.getSerialPortOutput",
      "compute.instances.list",
    ],
  ],
  [
    "container.clusterAdmin: makes the cluster; what is in it asks for rights of Kubernetes",
    ["container.clusters.connect"],
  ],
  ["logging.configWriter: makes log buckets, and links them to BigQuery", ["logging.links.create"]],
  [
    "pubsub.admin: makes topics and subscriptions, and the policy of each",
    ["pubsub.subscriptions.consume", "pubsub.topics.attachSubscription"],
  ],
  [
    "run.admin: makes services, and the policy of each",
    ["run.jobs.run", "run.jobs.runWithOverrides", "run.routes.invoke"],
  ],
  [
    "storage.admin: makes buckets, and empties a disposable one; the state bucket is excepted by a condition",
    ["storage.objects.get", "storage.objects.list"],
  ],
  ["iam.serviceAccountUser: deploys code as each service's account", ["iam.serviceAccounts.actAs"]],
  [
    "makes the grants of the stacks; those on the project by a condition of their own",
    [
      "artifactregistry.repositories.setIamPolicy",
      "cloudkms.cryptoKeys.setIamPolicy",
      "cloudkms.keyRings.setIamPolicy",
      "iam.roles.update",
      "iam.serviceAccounts.setIamPolicy",
      "pubsub.snapshots.setIamPolicy",
      "pubsub.subscriptions.setIamPolicy",
      "pubsub.topics.setIamPolicy",
      "resourcemanager.projects.setIamPolicy",
      "run.jobs.setIamPolicy",
      "run.services.setIamPolicy",
      "secretmanager.secrets.setIamPolicy",
      "storage.buckets.setIamPolicy",
      "storage.managedFolders.setIamPolicy",
      "storage.objects.setIamPolicy",
    ],
  ],
];

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
    const known = new Set(names.names);
    expect([...deployNeeds.plan, ...deployNeeds.apply].filter((one) => !known.has(one))).toEqual([]);
    for (const { date } of [names, google]) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
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

  /** Every permission of an account, by Google's list of what each role has. */
  const permissionsOf = (account: "plan" | "apply"): string[] =>
    [...new Set([...deployNeeds[account]].flatMap((one) => (one.startsWith("roles/") ? inRole(one) : [one])))].sort();
  const inRole = (role: string): string[] => {
    const known = (google.roles as Record<string, string[]>)[role];
    if (known === undefined)
      throw new Error(`${role} is not in __tests__/data/google-role-permissions.json; add what Google lists for it`);
    return known;
  };
  const reach = (permissions: string[]): string[] => permissions.filter((one) => contentOf(one) !== undefined);

  test.each([
    ["roles/artifactregistry.reader", "artifactregistry.repositories.downloadArtifacts"],
    ["roles/cloudsql.viewer", "cloudsql.instances.export"],
    ["roles/compute.networkViewer", "compute.instances.getSerialPortOutput"],
    ["roles/container.clusterViewer", "container.clusters.connect"],
    ["roles/datastore.viewer", "datastore.entities.get"],
    ["roles/logging.viewer", "logging.logEntries.list"],
    ["roles/secretmanager.secretAccessor", "secretmanager.versions.access"],
    ["roles/storage.objectViewer", "storage.objects.get"],
  ])("would not be %s, which has %s", (role, permission) => {
    expect(reach(inRole(role))).toContain(permission);
    expect(deployNeeds.plan).not.toContain(role);
  });

  test("let the plan account reach no content", () => {
    expect(reach(permissionsOf("plan")).map((one) => `${one} reaches ${contentOf(one)}`)).toEqual([]);
  });

  test("let the apply account reach only the content without which it could not deploy", () => {
    expect(reach(permissionsOf("apply"))).toEqual(reachOfApply.flatMap(([, permissions]) => permissions).sort());
  });

  test("lets neither account read the value of a secret or a document", () => {
    for (const needs of [deployNeeds.plan, deployNeeds.apply]) {
      for (const role of ["roles/secretmanager.admin", "roles/datastore.owner", "roles/datastore.user"])
        expect(needs).not.toContain(role);
      expect([...needs].filter((one) => /^(secretmanager\.versions|datastore\.entities)\./.test(one))).toEqual([]);
    }
  });
});
