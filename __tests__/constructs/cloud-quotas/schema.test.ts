import { describe, expect, test } from "vitest";
import { environment, issuesOf } from "../../support/environments";

const cpus = {
  service: "run.googleapis.com",
  quotaId: "CpuAllocPerProjectRegion",
  preferredValue: 400_000,
  dimensions: { region: "us-central1" },
  justification: "100 instances of 2 vCPU at the peak",
};

describe("quotas", () => {
  test.each(["dev", "staging", "prod"] as const)("are Google's own in %s", (name) => {
    expect(environment(name).quotas).toEqual({});
  });

  test("may be asked for by the id that Google lists", () => {
    const changed = environment("prod", (spec) => {
      spec.quotas = { "run-cpu": cpus };
    });
    expect(changed.quotas["run-cpu"]).toEqual(cpus);
  });

  test.each([
    ["service", "run", "must be a service like 'run.googleapis.com', got 'run'"],
    ["quotaId", "cpu alloc", "must be a quota id as Google lists it, got 'cpu alloc'"],
    ["preferredValue", 1.5, "must be a whole number, got 1.5"],
  ])("are refused with %s %s", (field, value, message) => {
    expect(issuesOf("prod", (spec) => (spec.quotas = { "run-cpu": { ...cpus, [field]: value } }))).toEqual([
      `environments/prod.ts: quotas.run-cpu.${field}: ${message}`,
    ]);
  });
});
