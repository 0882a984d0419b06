import type { TerraformStack } from "cdktf";
import { resolvedIn } from "../../policies/policy";
import { environment, type specs } from "./environments";
import { stackOfLayer } from "./policies";
import { read, type Synthesized } from "./synth";

function stackNamed(id: string): ReturnType<typeof stackOfLayer> {
  const [name, layer] = id.replace(/^bootstrap-(\w+)$/, "$1-bootstrap").split("-");
  return stackOfLayer(environment(name as keyof typeof specs), layer!);
}

/** A stack of the reference environments, such as `prod-data`. */
export const stackOf = (id: string): TerraformStack => stackNamed(id).construct;

/** A stack of the reference environments as Terraform reads it; frozen, since all tests share it. */
export const stackJson = (id: string): Synthesized => read(stackNamed(id).json);

/** Text with every reference to an attribute of the same stack replaced by the attribute, if that is a literal. */
export const resolved = ({ json }: Synthesized, text: string): string => resolvedIn(json, text);
