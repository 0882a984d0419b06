import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

describe("expected usage", () => {
  test("names services and pools that there are", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.usage.services.adio = { requests: 1, averageSeconds: 1 };
        spec.usage.gpuNodeHours.lipsync = 1;
      }),
    ).toEqual([
      "environments/prod.ts: usage.services.adio: no service 'adio' in catalog.ts; did you mean 'audio'?",
      "environments/prod.ts: usage.gpuNodeHours.lipsync: no pool 'lipsync' in cluster.gpuPools; did you mean 'lip-sync'?",
    ]);
  });

  test("of a pool where there is no cluster is refused", () => {
    expect(issuesOf("dev", (spec) => (spec.usage.gpuNodeHours = { tts: 1 }))).toEqual([
      "environments/dev.ts: usage.gpuNodeHours.tts: no pool 'tts' in cluster.gpuPools",
    ]);
  });

  test("of nobody is an empty map of services, and needs nothing else", () => {
    expect(issuesOf("prod", (spec) => (spec.usage = { services: {} }))).toEqual([]);
    expect(issuesOf("prod", (spec) => (spec.usage = {}))).toEqual([
      "environments/prod.ts: usage.services: is missing; expected record",
    ]);
  });

  test.each([
    [
      (usage: any) => (usage.services.media.averageSeconds = 0),
      "usage.services.media.averageSeconds: must be more than 0, got 0",
    ],
    [(usage: any) => (usage.speechCharacters = -1), "usage.speechCharacters: must be at least 0, got -1"],
    [(usage: any) => (usage.voice.contextTokens = 1.5), "usage.voice.contextTokens: must be a whole number, got 1.5"],
    [(usage: any) => (usage.voice.speakingShare = 40), "usage.voice.speakingShare: must be at most 1, got 40"],
    [(usage: any) => (usage.logs.entryGib = "10"), "usage.logs.entryGib: expected number, got '10'"],
    [
      (usage: any) => (usage.speechCharacters = { low: 1, expected: 2 }),
      "usage.speechCharacters.high: is missing; expected number",
    ],
    [
      (usage: any) => (usage.speechCharacters = { low: 1, expected: 2, hihg: 3, high: 3 }),
      "usage.speechCharacters.hihg: unknown key 'hihg'; did you mean 'high'?",
    ],
    [
      (usage: any) => (usage.speechCharacters = { low: 3, expected: 2, high: 4 }),
      "usage.speechCharacters: low 3, expected 2 and high 4 are not in that order; sort them",
    ],
    [
      (usage: any) => (usage.modelTokens = { audioInput: 1 }),
      "usage.modelTokens: unknown key 'modelTokens'; it is now called 'voice'",
    ],
  ])("is a number that can be, or its spread (%#)", (change, issue) => {
    expect(issuesOf("prod", (spec) => change(spec.usage))).toEqual([`environments/prod.ts: ${issue}`]);
  });
});

describe("the load of a service", () => {
  const load = (service: string, given: object): string[] =>
    issuesOf("prod", (spec) => (spec.usage.services[service] = given));

  test("of a WebSocket is in session hours; connections are said in them", () => {
    expect(load("audio", { requests: 60_000, averageSeconds: 1800 })).toEqual([
      "environments/prod.ts: usage.services.audio.requests: 'audio' holds WebSocket connections, so it has sessionHours and averageMinutes instead: 60000 connections of 1800 s are sessionHours: 30000, averageMinutes: 30",
    ]);
  });

  test("of any other service is in requests", () => {
    expect(load("rest", { sessionHours: 1, averageMinutes: 1 })).toEqual([
      "environments/prod.ts: usage.services.rest.sessionHours: 'rest' answers requests, so it has requests and averageSeconds instead",
    ]);
  });

  test("needs its average", () => {
    expect(load("audio", { sessionHours: 1 })).toEqual([
      "environments/prod.ts: usage.services.audio.averageMinutes: is missing; 'audio' holds WebSocket connections, and both sessionHours and averageMinutes are needed",
    ]);
    expect(load("rest", { requests: { low: 1, expected: 2, high: 3 } })).toEqual([
      "environments/prod.ts: usage.services.rest.averageSeconds: is missing; 'rest' answers requests, and both requests and averageSeconds are needed",
    ]);
  });
});
