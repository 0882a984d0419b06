import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { rowOf } from "../../policies/registry";
import { resourcesIn } from "./required-apis";

export interface EnabledApisProps {
  /** Short names, such as `run` for run.googleapis.com. */
  readonly apis: readonly string[];
}

/**
 * The project's enabled APIs. A destroy leaves them enabled, since disabling an API
 * deletes resources that others created with it.
 */
export class EnabledApis extends Construct {
  private readonly services: ReadonlyMap<string, ProjectService>;

  constructor(scope: Construct, id: string, { apis }: EnabledApisProps) {
    super(scope, id);
    this.services = new Map(
      apis.map((api) => [
        api,
        new ProjectService(this, api, { service: `${api}.googleapis.com`, disableOnDestroy: false }),
      ]),
    );
  }

  /**
   * Makes every other resource below `scope` depend on its API. If another stack
   * enables the API, the order of the stacks suffices.
   */
  addDependencies(scope: Construct): void {
    for (const resource of resourcesIn(scope)) {
      if (resource instanceof ProjectService) continue;
      const service = this.services.get(rowOf(resource.terraformResourceType).api);
      if (service !== undefined) resource.dependsOn = [...(resource.dependsOn ?? []), dependable(service)];
    }
  }
}
