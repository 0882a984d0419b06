import { describe, expect, test } from "vitest";
import { QuotaPreference } from "../../../constructs/cloud-quotas/quota-preference";
import { environment } from "../../support/environments";
import { stackJson } from "../../support/stacks";
import { synthesize } from "../../support/synth";
import { only } from "../fixtures";

const preference = {
  service: "run.googleapis.com",
  quotaId: "CpuAllocPerProjectRegion",
  preferredValue: 400_000,
  dimensions: { region: "us-central1" },
  justification: "100 instances of 2 vCPU at the peak",
};

describe("R-299 a quota preference", () => {
  test("asks for a value of one quota in the project, with a reason and somebody to answer", () => {
    const made = synthesize((scope) => {
      new QuotaPreference(scope, "Quota", { environment: environment("prod"), name: "run-cpu", preference });
    });
    expect(only(made, "google_cloud_quotas_quota_preference")).toEqual({
      parent: "projects/parley-audio-prod",
      name: "run-cpu",
      service: "run.googleapis.com",
      quota_id: "CpuAllocPerProjectRegion",
      dimensions: { region: "us-central1" },
      justification: "100 instances of 2 vCPU at the peak",
      contact_email: "devops@example.com",
      quota_config: { preferred_value: "400000" },
    });
  });

  test.each(["dev", "staging", "prod"])("is made in %s for no quota, since none is declared", (name) => {
    expect(stackJson(`${name}-operations`).all("google_cloud_quotas_quota_preference")).toEqual({});
  });
});
