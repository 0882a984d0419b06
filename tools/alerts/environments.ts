import type { Environment } from "../../contract/environment";
import { variants } from "../../__tests__/reference/variants";

/** An environment under the name that messages give it. */
export interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
}

/** Each of these environments, and the reference again with the options that it leaves alone, so that an alert is proven before somebody first has it. */
export const namedEnvironments = (environments: readonly Environment[]): NamedEnvironment[] => [
  ...environments.map((environment) => ({ name: environment.name, environment })),
  ...variants().map((environment) => ({ name: `${environment.name} (variant)`, environment })),
];
