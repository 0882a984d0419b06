import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { GcsBackend, type TerraformStack } from "cdktf";
import { stateBucketName } from "../constructs/cloud-storage/names";
import type { Environment } from "../contract/environment";
import { layerLabels } from "../contract/labels";
import { stackId, type Layer } from "../contract/names";

/** Terraform 1.11 introduced write-only arguments, which keep values out of the state. */
const terraformVersion = ">= 1.11.0";

/** Configures what every stack of an environment has: its state backend, its provider and its labels. */
export function configureLayer(stack: TerraformStack, environment: Environment, layer: Layer): void {
  new GcsBackend(stack, { bucket: stateBucketName(environment), prefix: stackId(environment, layer) });
  stack.addOverride("terraform.required_version", terraformVersion);
  new GoogleProvider(stack, "google", {
    project: environment.project.id,
    region: environment.primaryRegion,
    defaultLabels: layerLabels(environment, layer),
    // The attribution label would differ between plans of CI and of a person with another version.
    addTerraformAttributionLabel: false,
  });
}
