import type { ServiceVariable } from "../constructs/product";
import { products } from "../constructs/products";
import type { Environment, Service } from "./environment";

/** An environment variable that Parley sets by itself. No entry may list it under `env` or `secrets`. */
export interface DerivedVariable extends ServiceVariable {
  readonly name: string;
}

/** Environment variables of a service that follow from its use of products. */
export const derivedVariables = (environment: Environment, service: Service): DerivedVariable[] =>
  products.flatMap(({ variables }) =>
    typeof variables === "function"
      ? Object.entries(variables(environment, service)).map(([name, variable]) => ({ name, ...variable }))
      : [],
  );
