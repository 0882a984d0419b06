import { describe, expect, test } from "vitest";
import { expectedPeak, modelTokens } from "../../contract/model-tokens";
import { asUsed } from "../../contract/cost/used-environment";
import { environment } from "../support/environments";

const tokens = (change: (spec: any, catalog: any) => void = () => {}): unknown =>
  modelTokens(asUsed(environment("prod", change), "expected"));

describe("the tokens of a month", () => {
  test("follow from session hours, turns, the window, the share of speech and requests", () => {
    expect(tokens()).toEqual({
      // 30,000 h x 3600 s x 25.
      audioInput: 2_700_000_000,
      // 30,000 h x 60 turns x 4,000 tokens.
      audioContext: 7_200_000_000,
      // 0.4 of what is heard.
      audioOutput: 1_080_000_000,
      instructions: 900_000_000,
      // 200,000 conversations.
      textInput: 200_000_000,
      textOutput: 160_000_000,
    });
  });

  test("count the services alone that call a model", () => {
    const silent = tokens((spec, catalog) => {
      catalog.services.audio!.calls = [];
      catalog.services.conversation.calls = ["text-to-speech"];
      spec.usage.services.realtime.sessionHours = 1_000_000;
    });
    expect(Object.values(silent as object)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("the expected peak", () => {
  test("is that of all sessions at once, and of as many more texts", () => {
    // A minute of a session is 1,500 + 4,000 + 600 + 500 tokens, and 1000 talk; texts rise 24 times above 4.6 a minute, and each
    // connection lasts ten minutes.
    expect(expectedPeak(environment("prod"))).toEqual({ requestsPerMinute: 210, tokensPerMinute: 6_800_000 });
  });

  test("has a call at the start of each session where sessions are shorter than a connection", () => {
    const short = environment("prod", (spec) => {
      spec.usage.services.audio!.averageMinutes = 2;
      spec.usage.services.conversation!.requests = 0;
    });
    expect(expectedPeak(short)).toEqual({ requestsPerMinute: 500, tokensPerMinute: 6_600_000 });
  });

  test("grows with the window", () => {
    const wide = environment("prod", (spec) => (spec.usage.voice!.contextTokens = 28_000));
    expect(expectedPeak(wide)!.tokensPerMinute).toBe(31_000_000);
  });

  test("is none where nobody talks", () => {
    expect(expectedPeak(environment("prod", (spec) => (spec.usage = { services: {} })))).toBeUndefined();
    expect(
      expectedPeak(
        environment("prod", (_, catalog) => {
          catalog.services.audio!.calls = [];
        }),
      ),
    ).toBeUndefined();
  });
});
