import { describe, expect, test } from "vitest";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { environment, issuesOf } from "../support/environments";
import { layersOf } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));

describe.each(names)("audit trail of %s", (name) => {
  const foundation = (): Synthesized => stackJson(`${name}-foundation`);
  const bucket = (): Attributes => foundation().one("google_storage_bucket");
  /** Map from service to its logged types of access. */
  const audited = (): Record<string, string[]> =>
    Object.fromEntries(
      list(foundation(), "google_project_iam_audit_config").map(({ service, audit_log_config: configs }) => [
        (service as string).replace(".googleapis.com", ""),
        (configs as Attributes[]).map(({ log_type }) => log_type as string),
      ]),
    );

  test("R-206 R-212 who reads and who writes user data and secrets is logged, for every product that holds some", () => {
    const content = ["DATA_READ", "DATA_WRITE"];
    const everything = ["ADMIN_READ", ...content];
    expect(audited()).toEqual({
      aiplatform: content,
      cloudsql: content,
      datastore: content,
      pubsub: everything,
      run: content,
      secretmanager: everything,
      storage: content,
      // Who became which account, and who signed as one.
      iam: ["ADMIN_READ"],
      sts: ["ADMIN_READ"],
      // Dev has no keys.
      ...(name === "dev" ? {} : { cloudkms: everything }),
    });
    // No member is exempted.
    for (const { audit_log_config: configs } of list(foundation(), "google_project_iam_audit_config"))
      for (const config of configs as Attributes[]) expect(config).not.toHaveProperty("exempted_members");
  });

  test("R-054 Vertex AI is enabled and every call of it is logged; AI Studio is not enabled", () => {
    const apis = [`bootstrap-${name}`, `${name}-foundation`].flatMap((id) =>
      list(stackJson(id), "google_project_service").map(({ service }) => service as string),
    );
    expect(apis).toContain("aiplatform.googleapis.com");
    expect(apis).not.toContain("generativelanguage.googleapis.com");
    expect(audited().aiplatform).toEqual(["DATA_READ", "DATA_WRITE"]);
    expect(existsSync(join(__dirname, "../../docs/adr/0020-vertex-ai-not-ai-studio.md"))).toBe(true);
  });

  test("R-207 audit logs go to a private bucket, as an account that only the sink has and that can only add", () => {
    const sink = foundation().one("google_logging_project_sink");
    expect(sink.unique_writer_identity).toBe(true);
    expect(resolved(foundation(), sink.destination as string)).toBe(
      `storage.googleapis.com/parley-audio-${name}-audit-logs`,
    );
    expect([bucket().name, bucket().uniform_bucket_level_access, bucket().public_access_prevention]).toEqual([
      `parley-audio-${name}-audit-logs`,
      true,
      "enforced",
    ]);
    const [[id]] = Object.entries(foundation().all("google_logging_project_sink")) as [[string, Attributes]];
    expect(
      list(foundation(), "google_storage_bucket_iam_member").map((grant) => [
        resolved(foundation(), grant.bucket as string),
        grant.role,
        grant.member,
      ]),
    ).toEqual([
      [
        `parley-audio-${name}-audit-logs`,
        "roles/storage.objectCreator",
        `\${google_logging_project_sink.${id}.writer_identity}`,
      ],
    ]);
  });

  test("R-208 the sink takes every audit log of every product", () => {
    const { filter, exclusions } = foundation().one("google_logging_project_sink");
    expect(filter).toBe(
      ["activity", "data_access", "system_event", "policy"]
        .map((log) => `log_id("cloudaudit.googleapis.com/${log}")`)
        .join(" OR "),
    );
    expect(exclusions).toBeUndefined();
  });

  test("R-209 audit logs stay 400 days where protected, and a lifecycle rule removes them then", () => {
    const days = name === "dev" ? 30 : 400;
    expect(bucket().retention_policy).toEqual(
      name === "dev" ? undefined : { retention_period: 34560000, is_locked: false },
    );
    expect(bucket().lifecycle_rule[0]).toEqual({ action: { type: "Delete" }, condition: { age: days } });
    expect(bucket().lifecycle).toEqual({ prevent_destroy: name !== "dev" });
  });

  test("R-210 logs stay 7, 30 or 60 days, and entries that say only that all is well are not paid for", () => {
    const { bucket_id, retention_days } = foundation().one("google_logging_project_bucket_config");
    expect([bucket_id, retention_days]).toEqual(["_Default", { dev: 7, staging: 30, prod: 60 }[name]]);
    const exclusions: Record<string, Attributes> = Object.fromEntries(
      list(foundation(), "google_logging_project_exclusion").map((one) => [one.name as string, one]),
    );
    expect(Object.keys(exclusions).sort()).toEqual([
      "passed-probes",
      "passed-uptime-checks-front-door",
      "passed-uptime-checks-services",
    ]);
    for (const { filter, disabled } of Object.values(exclusions)) {
      expect(disabled).toBeUndefined();
      // No warning, and no audit log.
      expect(filter).toMatch(/ AND severity<WARNING$/);
      expect(filter).toMatch(/log_id\("(requests|run\.googleapis\.com\/(requests|varlog\/system))"\)/);
    }
    for (const place of ["front-door", "services"]) {
      const { filter } = exclusions[`passed-uptime-checks-${place}`]!;
      expect(filter).toContain('httpRequest.userAgent=~"^GoogleStackdriverMonitoring-UptimeChecks"');
      expect(filter).toContain("(/health|/ws/health)$");
      expect(filter).toContain("httpRequest.status<400");
    }
  });
});

test("R-209 the retention is locked only where a field says so, and is never shorter than 400 days where protected", () => {
  const locked = environment("prod", (spec) => {
    spec.audit.retentionLock = "locked-for-ever";
  });
  expect(read(layersOf(locked).foundation).one("google_storage_bucket").retention_policy).toEqual({
    retention_period: 34560000,
    is_locked: true,
  });
  expect(
    issuesOf("prod", (spec) => {
      spec.audit.retentionDays = 399;
    }),
  ).toEqual([expect.stringContaining("audit.retentionDays")]);
});
