import { expect, test } from "vitest";
import { layers } from "../../../contract/names";
import { neededBy } from "../../../tools/rehearse/run-scenarios";
import type { Scenario } from "../../../tools/rehearse/scenario";

const scenario = (...changes: Scenario["changes"]): Scenario => ({ name: "n", what: "w", environment: "dev", changes });

test("the base is deployed up to the last layer that a scenario names", () => {
  expect(neededBy([scenario({ deploys: ["data"] }), scenario({ deploys: ["foundation"] })])).toEqual([
    "bootstrap",
    "foundation",
    "data",
  ]);
});

test("the base is deployed whole where a change leaves the layers to npm run deploy-order", () => {
  expect(neededBy([scenario({ deploys: ["data"] }), scenario({})])).toEqual(layers);
});
