import { defineEnvironment } from "../../environments/define-environment";
import { dev } from "../../environments/dev";
import type { Environment, EnvironmentSpec } from "../../environments/environment";
import { ContractError } from "../../environments/fault";
import { platform } from "../../environments/platform";
import type { PlatformSpec } from "../../environments/platform-schema";
import { prod } from "../../environments/prod";
import { staging } from "../../environments/staging";

export const specs = { dev, staging, prod };

/** One of the real environments, changed; the change works on a copy. */
export function environment(
  name: keyof typeof specs,
  change: (spec: EnvironmentSpec, platform: PlatformSpec) => void = () => {},
): Environment {
  const spec = structuredClone(specs[name]);
  const changed = structuredClone(platform);
  change(spec, changed);
  return defineEnvironment(spec, changed);
}

/** The lines that a person would read for a mistake; empty if the change is allowed. */
export function faultsOf(name: keyof typeof specs, change: (spec: any, platform: any) => void): string[] {
  try {
    environment(name, change);
    return [];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.message.split("\n").slice(1);
  }
}
