import { describe, expect, test } from "vitest";
import { currentModels, endingOf } from "../../contract/models";
import { warnings } from "../../contract/warnings";
import { environment, issuesOf } from "../support/environments";

const warned = (change: (spec: any) => void): string[] => warnings([environment("dev", change)]);

describe("a model", () => {
  test("that messages name is current", () => {
    expect(Object.values(currentModels).map(endingOf)).toEqual([undefined, undefined]);
  });

  test.each(["gemini-1.5-flash-002", "gemini-2.0-flash-live-001"])("that is gone, as %s, is refused", (model) => {
    expect(issuesOf("dev", (spec) => (spec.vertex.model = model))).toEqual([
      expect.stringMatching(new RegExp(`^environments/dev.ts: vertex.model: '${model}' was retired in 202\\d; name a`)),
    ]);
    expect(issuesOf("dev", (spec) => (spec.vertex.textModel = model.replace("-live", "")))).toHaveLength(1);
  });

  test("of which the end is near, or that not everybody gets, is warned of and allowed", () => {
    expect(warned((spec) => (spec.vertex.model = "gemini-live-2.5-flash-native-audio"))).toEqual([
      "environments/dev.ts: vertex.model: 'gemini-live-2.5-flash-native-audio' is retired on 2026-12-13 (Google's list of 2026-11-29); name a current model such as 'gemini-3.8-live'",
    ]);
    expect(warned((spec) => (spec.vertex.model = "gemini-live-2.5-flash"))).toEqual([
      expect.stringContaining("is offered to those alone whom Google has admitted"),
    ]);
    expect(warned((spec) => (spec.vertex.textModel = "gemini-2.5-flash"))).toEqual([
      expect.stringMatching(/vertex\.textModel: .* was retired on 2026-10-20: .*'gemini-3\.5-flash-lite'$/),
    ]);
  });

  test("that nobody has heard of is neither refused nor warned of", () => {
    expect(issuesOf("dev", (spec) => (spec.vertex.model = "gemini-9-live"))).toEqual([]);
    expect(warned((spec) => (spec.vertex.model = "gemini-9-live"))).toEqual([]);
  });
});

describe("the model of texts", () => {
  test.each(["gemini-3.8-live", "gemini-live-2.5-flash", "gemini-3.1-flash-live-preview"])(
    "is none of the Live API, as %s",
    (model) => {
      expect(issuesOf("prod", (spec) => (spec.vertex.textModel = model))).toEqual([
        `environments/prod.ts: vertex.textModel: '${model}' is a model of the Live API and answers no other request; name a text model such as 'gemini-3.5-flash-lite'`,
      ]);
    },
  );
});
