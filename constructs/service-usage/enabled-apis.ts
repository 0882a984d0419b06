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
 * The project's APIs. One that a destroyed environment used stays enabled, since
 * disabling an API deletes what others made with it.
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
   * Makes every other resource below `scope` wait for its API. One whose API
   * another stack enables waits for nothing: other stacks wait by their order.
   */
  addDependencies(scope: Construct): void {
    for (const resource of resourcesIn(scope)) {
      if (resource instanceof ProjectService) continue;
      const service = this.services.get(rowOf(resource.terraformResourceType).api);
      if (service !== undefined) resource.dependsOn = [...(resource.dependsOn ?? []), dependable(service)];
    }
  }
}
