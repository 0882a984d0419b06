import type { Scenario } from "../scenario";
import { failures } from "./failures";
import { halfDone } from "./half-done";
import { frontDoor } from "./front-door";
import { observability } from "./observability";
import { releases } from "./releases";
import { services } from "./services";
import { stores } from "./stores";

/** Every change that is known to work on the second day. */
export const scenarios: readonly Scenario[] = [
  ...services,
  ...frontDoor,
  ...stores,
  ...observability,
  ...releases,
  ...failures,
  ...halfDone,
];
