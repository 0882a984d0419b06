import type { Scenario } from "../scenario";
import { databases } from "./databases";
import { failures } from "./failures";
import { frontDoor } from "./front-door";
import { observability } from "./observability";
import { queues } from "./queues";
import { releases } from "./releases";
import { restores } from "./restores";
import { services } from "./services";
import { stores } from "./stores";

/** Every change that is known to work on the second day. */
export const scenarios: readonly Scenario[] = [
  ...services,
  ...frontDoor,
  ...stores,
  ...databases,
  ...queues,
  ...observability,
  ...restores,
  ...releases,
  ...failures,
];
