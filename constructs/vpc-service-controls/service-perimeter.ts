import { AccessContextManagerServicePerimeter } from "@cdktf/provider-google/lib/access-context-manager-service-perimeter";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface ServicePerimeterProps {
  readonly project: Environment["project"];
  readonly name: string;
  readonly vpcServiceControls: NonNullable<Environment["vpcServiceControls"]>;
}

const restrictedServices = ["aiplatform.googleapis.com", "secretmanager.googleapis.com"];

/**
 * VPC Service Controls perimeter around Vertex AI and Secret Manager: stolen
 * credentials do not work outside the project.
 *
 * A dry run only logs requests that it would refuse. Enforce the perimeter after a
 * week of dry run, since it also cuts off the console.
 */
export class ServicePerimeter extends Construct {
  constructor(scope: Construct, id: string, { project, name, vpcServiceControls }: ServicePerimeterProps) {
    super(scope, id);
    const perimeter = { resources: [`projects/${project.number}`], restrictedServices };
    new AccessContextManagerServicePerimeter(this, "Default", {
      parent: `accessPolicies/${vpcServiceControls.accessPolicy}`,
      name: `accessPolicies/${vpcServiceControls.accessPolicy}/servicePerimeters/${name}`,
      title: name,
      ...(vpcServiceControls.mode === "dry-run"
        ? { useExplicitDryRunSpec: true, spec: perimeter }
        : { status: perimeter }),
    });
  }
}
