import type { Scenario } from "../scenario";
import { failedReleases } from "./failed-releases";
import { databases } from "./databases";
import { access } from "./access";
import { failures } from "./failures";
import { firstUses } from "./first-uses";
import { halfDone } from "./half-done";
import { frontDoor } from "./front-door";
import { gke } from "./gke";
import { hostScenarios } from "./hosts";
import { observability } from "./observability";
import { protection } from "./protection";
import { renames } from "./renames";
import { queues } from "./queues";
import { releases } from "./releases";
import { restores } from "./restores";
import { services } from "./services";
import { stores } from "./stores";

/** Every change that is known to work on the second day. */
export const scenarios: readonly Scenario[] = [
  ...services,
  ...frontDoor,
  ...hostScenarios,
  ...access,
  ...stores,
  ...databases,
  ...queues,
  ...observability,
  ...restores,
  ...releases,
  ...failures,
  ...failedReleases,
  ...renames,
  ...firstUses,
  ...gke,
  ...protection,
  ...halfDone,
];
