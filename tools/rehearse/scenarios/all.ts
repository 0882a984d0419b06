import type { Scenario } from "../scenario";
import { access } from "./access";
import { failures } from "./failures";
import { frontDoor } from "./front-door";
import { hostScenarios } from "./hosts";
import { observability } from "./observability";
import { releases } from "./releases";
import { services } from "./services";
import { stores } from "./stores";

/** Every change that is known to work on the second day. */
export const scenarios: readonly Scenario[] = [
  ...services,
  ...frontDoor,
  ...hostScenarios,
  ...access,
  ...stores,
  ...observability,
  ...releases,
  ...failures,
];
