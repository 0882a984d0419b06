import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

const latency = (milliseconds: number) => ({ latency: { goal: 0.95, milliseconds } });
const quality = (packetLossRatio: number) => ({ quality: { goal: 0.98, packetLossRatio } });

const issues = (service: string, objectives: object): string[] =>
  issuesOf("prod", (_, catalog) => {
    catalog.services[service].objectives = objectives;
  });

describe("what a WebSocket service promises", () => {
  test("lies on a bound of its histogram", () => {
    expect(issues("audio", latency(750))).toEqual([]);
    expect(issues("realtime", quality(0.1))).toEqual([]);
  });

  test("is refused between two bounds, with both", () => {
    expect(issues("audio", latency(1200))).toEqual([
      "environments/catalog.ts: services.audio.objectives.latency.milliseconds: 1200 is no bound of its histogram's buckets, so nothing could tell good from bad there; write 1000 or 1500, or add the bound in log-contract/",
    ]);
    expect(issues("realtime", quality(0.06))).toEqual([
      expect.stringContaining("objectives.quality.packetLossRatio: 0.06 is no bound of its histogram's buckets"),
    ]);
  });

  test("is refused below the first bound and where nothing beyond it can be told", () => {
    expect(issues("audio", latency(10))).toEqual([expect.stringContaining("; write 50, or add")]);
    expect(issues("audio", latency(30_000))).toEqual([expect.stringContaining("; write 15000, or add")]);
    expect(issues("audio", latency(60_000))).toEqual([expect.stringContaining("; write 15000, or add")]);
  });

  test("is mended in the environment where the environment sets it", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.services.audio.objectives = latency(1200);
      }),
    ).toEqual([expect.stringMatching(/^environments\/prod\.ts: services\.audio\.objectives\.latency\.milliseconds: /)]);
  });
});

test("what another service promises may be any time, since Google does not state its bounds", () => {
  expect(issues("rest", latency(1234))).toEqual([]);
});
