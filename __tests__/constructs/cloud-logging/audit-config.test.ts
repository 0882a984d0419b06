import { describe, expect, test } from "vitest";
import { AuditConfig } from "../../../constructs/cloud-logging/audit-config";
import type { Environment } from "../../../contract/environment";
import { environment, specs } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { expectEqualAddresses, list } from "../fixtures";

const configs = (of: Environment): Attributes[] =>
  list(
    synthesize((scope) => {
      new AuditConfig(scope, "AuditConfig", { environment: of });
    }),
    "google_project_iam_audit_config",
  );
/** Map from service to its log types. */
const audited = (of: Environment): Record<string, string[]> =>
  Object.fromEntries(
    configs(of).map(({ service, audit_log_config: logs }) => [
      service as string,
      (logs as Attributes[]).map(({ log_type: type }) => type as string),
    ]),
  );
const products = (of: Environment): string[] => Object.keys(audited(of)).map((service) => service.split(".")[0]!);

/** Prod with changed values, without checks of the contract. */
const prod = (change: Partial<Environment>): Environment => ({ ...environment("prod"), ...change });

describe("AuditConfig", () => {
  test("logs reads and writes of all that holds user data or secrets, looks at secrets, keys and queues, and tokens", () => {
    const content = ["DATA_READ", "DATA_WRITE"];
    const everything = ["ADMIN_READ", ...content];
    expect(audited(prod({}))).toEqual({
      "aiplatform.googleapis.com": content,
      "cloudkms.googleapis.com": everything,
      "cloudsql.googleapis.com": content,
      "datastore.googleapis.com": content,
      "iam.googleapis.com": ["ADMIN_READ"],
      "pubsub.googleapis.com": everything,
      "run.googleapis.com": content,
      "secretmanager.googleapis.com": everything,
      "storage.googleapis.com": content,
      "sts.googleapis.com": ["ADMIN_READ"],
    });
  });

  test("names the project, which the provider does not infer, and exempts nobody", () => {
    for (const config of configs(prod({}))) {
      expect(config.project).toBe("parley-audio-prod");
      expect(JSON.stringify(config)).not.toContain("exempted_members");
    }
  });

  test.each(Object.keys(specs) as (keyof typeof specs)[])("audits the products that 002 asks for in %s", (name) => {
    expect(products(environment(name))).toEqual(
      expect.arrayContaining(["aiplatform", "run", "secretmanager", "datastore"]),
    );
  });

  test.each([
    ["cloudkms", { encryption: "google-default" as const }],
    ["cloudsql", { cloudSql: undefined }],
    ["datastore", { firestore: undefined }],
    ["secretmanager", { secrets: {}, access: { kind: "public" as const } }],
    ["aiplatform", { services: environment("prod").services.map((service) => ({ ...service, calls: [] })) }],
  ])("leaves %s alone where the environment has none, and nothing else", (product, change) => {
    expect(products(prod(change as Partial<Environment>))).toEqual(
      products(prod({})).filter((other) => other !== product),
    );
  });

  test("audits Pub/Sub also without a queue, since reminders of rotation go through it", () => {
    expect(products(prod({ queues: {} }))).toContain("pubsub");
  });

  test("audits the secret of an OAuth client where there is no other", () => {
    const access = { kind: "iap", members: ["group:testers@example.com"], oauthClient: "console" } as const;
    expect(products(prod({ secrets: {}, access: { ...access, members: [...access.members] } }))).toContain(
      "secretmanager",
    );
  });

  test("always audits storage, since the audit trail lies there", () => {
    expect(products(prod({ buckets: {} }))).toContain("storage");
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new AuditConfig(scope, "AuditConfig", { environment: of }));
  });
});
