import { describe, expect, test } from "vitest";
import type { Environment } from "../../../contract/environment";
import { cloudLoggingIssues } from "../../../constructs/cloud-logging/rules";
import { environment, specs } from "../../support/environments";

/** Issues of an environment with this audit, whatever else the contract would say. */
const issues = (name: keyof typeof specs, audit: Partial<Environment["audit"]>): string[] => {
  const of = environment(name);
  return cloudLoggingIssues({
    environment: { ...of, audit: { ...of.audit, ...audit } },
    file: `environments/${name}.ts`,
    overrides: {},
    at: (service, field) => ({ file: `environments/${name}.ts`, field: `services.${service}.${field}` }),
  }).map(({ file, field, message }) => `${file}: ${field}: ${message}`);
};

describe("the audit trail", () => {
  test.each(Object.keys(specs) as (keyof typeof specs)[])("of %s breaks no rule", (name) => {
    expect(issues(name, {})).toEqual([]);
  });

  test("is kept 400 days or more where protected", () => {
    expect(issues("prod", { retentionDays: 400 })).toEqual([]);
    expect(issues("prod", { retentionDays: 3650 })).toEqual([]);
    expect(issues("prod", { retentionDays: 399 })).toEqual([
      "environments/prod.ts: audit.retentionDays: 399 days are fewer than the 400 that a protected environment keeps its audit trail; raise it to 400",
    ]);
    expect(issues("staging", { retentionDays: 1 })).toHaveLength(1);
  });

  test("is kept as long as one likes where disposable", () => {
    expect(issues("dev", { retentionDays: 1 })).toEqual([]);
  });

  test("may be locked where protected, and never where disposable", () => {
    expect(issues("prod", { retentionLock: "locked-for-ever" })).toEqual([]);
    expect(issues("dev", { retentionLock: "locked-for-ever" })).toEqual([
      "environments/dev.ts: audit.retentionLock: is 'locked-for-ever' in a disposable environment, which Terraform could then never destroy: nobody, not even an owner, can ever undo a lock; set it to 'unlocked'",
    ]);
  });
});
