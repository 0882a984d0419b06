import type { Environment } from "../../contract/environment";
import { variants } from "../../__tests__/reference/variants";

/** An environment with its name in messages. */
export interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

/** These environments, and variants of the reference with the options that no environment sets, so that their alerts are tested before first use. */
export const namedEnvironments = (environments: readonly Environment[]): NamedEnvironment[] => [
  ...environments.map((environment) => ({ name: environment.name, environment })),
  ...variants().map((environment) => ({ name: `${environment.name} (variant)`, environment })),
];
