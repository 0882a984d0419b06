import { allEnvironments } from "../../environments/all";
import type { Environment } from "../../contract/environment";
import { variants } from "../../__tests__/reference/variants";

/** An environment with its name in messages. */
export interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

/** Every environment, and variants with the options that no environment sets, so that their alerts are tested before first use. */
export const namedEnvironments = (): NamedEnvironment[] => [
  ...allEnvironments().map((environment) => ({ name: environment.name, environment })),
  ...variants().map((environment) => ({ name: `${environment.name} (variant)`, environment })),
];
