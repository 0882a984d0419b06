import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { GcsBackend, type TerraformStack } from "cdktf";
import { stateBucketName } from "../constructs/cloud-storage/names";
import type { Environment } from "../contract/environment";
import { layerLabels } from "../contract/labels";
import { stackId, type Layer } from "../contract/names";

/** Write-only arguments, which keep values out of the state, need it. */
const terraformVersion = ">= 1.11.0";

/** What every stack of an environment has: its state, its provider and the labels of everything in it. */
export function configureLayer(stack: TerraformStack, environment: Environment, layer: Layer): void {
  new GcsBackend(stack, { bucket: stateBucketName(environment), prefix: stackId(environment, layer) });
  stack.addOverride("terraform.required_version", terraformVersion);
  new GoogleProvider(stack, "google", {
    project: environment.project.id,
    region: environment.primaryRegion,
    defaultLabels: layerLabels(environment, layer),
    // Terraform's own label would differ between a plan of CI and one of a person on another version.
    addTerraformAttributionLabel: false,
  });
}
