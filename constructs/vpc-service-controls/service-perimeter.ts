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
 * VPC Service Controls around Vertex AI and Secret Manager: stolen credentials
 * are worth nothing outside the project.
 *
 * A dry run logs what it would refuse and refuses nothing; enforce only what a
 * dry run has shown for a week, since a perimeter cuts off consoles too.
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
