import { describe, expect, test } from "vitest";
import { serviceObjectives } from "../../contract/objectives";
import { environment, issuesOf } from "../support/environments";
import { override, serviceOf } from "../constructs/fixtures";

const issues = (objectives: unknown): string[] =>
  issuesOf("prod", (_, catalog) => {
    catalog.services.rest.objectives = objectives;
  }).map((line) => line.replace("environments/catalog.ts: services.rest.objectives.", ""));

describe("serviceObjectives", () => {
  test("R-244 R-245 R-246 promise 99.5 %, 95 % within a second and 98 % below 5 % loss, over 30 days", () => {
    expect(serviceObjectives.parse({})).toEqual({
      periodDays: 30,
      availability: 0.995,
      latency: { goal: 0.95, milliseconds: 1000 },
      quality: { goal: 0.98, packetLossRatio: 0.05 },
    });
  });

  test("may be others for one service of one environment", () => {
    const of = environment("prod", override("rest", { objectives: { availability: 0.999 } }));
    expect(serviceOf(of, "rest").objectives.availability).toBe(0.999);
    expect(serviceOf(of, "media").objectives.availability).toBe(0.995);
  });

  test("R-249 take no availability below 99 %, nor one that Google cannot count", () => {
    expect(issues({ availability: 0.99 })).toEqual([]);
    expect(issues({ availability: 0.999 })).toEqual([]);
    expect(issues({ availability: 0.989 })).toEqual([
      "availability: must be a share from 0.99 to 0.999, got 0.989; raise it to 0.99",
    ]);
    expect(issues({ availability: 0.9999 })).toEqual([
      "availability: must be a share from 0.99 to 0.999, got 0.9999; lower it to 0.999",
    ]);
  });

  test("say how a percentage is written", () => {
    expect(issues({ availability: 99.5 })).toEqual([
      "availability: must be a fraction from 0 to 1, got 99.5; for 99.5 % write 0.995",
    ]);
  });

  test("take no goal that the fastest alert could not tell from an outage", () => {
    expect(issues({ latency: { goal: 0.94, milliseconds: 500 } })).toEqual([]);
    expect(issues({ latency: { goal: 0.93, milliseconds: 500 } })).toEqual([
      "latency.goal: must be a share from 0.94 to 0.999, got 0.93; raise it to 0.94",
    ]);
    expect(issues({ quality: { goal: 0.93, packetLossRatio: 0.05 } })).toEqual([
      "quality.goal: must be a share from 0.94 to 0.999, got 0.93; raise it to 0.94",
    ]);
  });

  test("take no period that the alerts look beyond, nor one that Google cannot count", () => {
    expect(issues({ periodDays: 3 })).toEqual([]);
    expect(issues({ periodDays: 2 })).toEqual([
      "periodDays: must be 3 to 30 days, got 2; raise it to 3, the longest window of its alerts",
    ]);
    expect(issues({ periodDays: 31 })).toEqual(["periodDays: must be 3 to 30 days, got 31; lower it to 30"]);
    expect(issues({ periodDays: 7.5 })).toEqual(["periodDays: must be a whole number, got 7.5"]);
  });

  test("take no loss that makes every session bad, or none", () => {
    expect(issues({ quality: { goal: 0.98, packetLossRatio: 0 } })).toEqual([
      "quality.packetLossRatio: must be more than 0 and less than 1, got 0; write a share such as 0.05",
    ]);
    expect(issues({ quality: { goal: 0.98, packetLossRatio: 1 } })).toEqual([
      "quality.packetLossRatio: must be more than 0 and less than 1, got 1; write a share such as 0.05",
    ]);
  });
});
