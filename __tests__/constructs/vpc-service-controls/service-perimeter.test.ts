import { describe, expect, test } from "vitest";
import { ServicePerimeter } from "../../../constructs/vpc-service-controls/service-perimeter";
import { synthesize, type Attributes } from "../../support/synth";
import { only } from "../fixtures";

const perimeter = (mode: "dry-run" | "enforced"): Attributes =>
  only(
    synthesize((scope) => {
      new ServicePerimeter(scope, "Perimeter", {
        project: { id: "parley-audio-dev", number: "100000000001" },
        name: "parley_dev",
        vpcServiceControls: { accessPolicy: "123456", mode },
      });
    }),
    "google_access_context_manager_service_perimeter",
  );
const guarded = {
  resources: ["projects/100000000001"],
  restricted_services: ["aiplatform.googleapis.com", "secretmanager.googleapis.com"],
};

describe("ServicePerimeter", () => {
  test("logs in a dry run what it would refuse, and enforces nothing", () => {
    expect(perimeter("dry-run")).toEqual({
      parent: "accessPolicies/123456",
      name: "accessPolicies/123456/servicePerimeters/parley_dev",
      title: "parley_dev",
      use_explicit_dry_run_spec: true,
      spec: guarded,
    });
  });

  test("enforces the same when told to, without a dry run beside it", () => {
    expect(perimeter("enforced")).toEqual({
      parent: "accessPolicies/123456",
      name: "accessPolicies/123456/servicePerimeters/parley_dev",
      title: "parley_dev",
      status: guarded,
    });
  });

  test("names the project by its number, as perimeters must", () => {
    expect(perimeter("enforced").status.resources).toEqual(["projects/100000000001"]);
  });
});
