import { describe, expect, test } from "vitest";
import { environment, issuesOf } from "../../support/environments";

describe("R-300 sessions of the Live API", () => {
  test("are the thousand that Google gives a project, unless the environment says otherwise", () => {
    expect(environment("prod").vertex.liveSessions).toBe(1000);
  });

  test("suffice for the planned peak of services that speak to a model over a WebSocket", () => {
    // 'realtime' plans a thousand connections too, but calls no model.
    expect(environment("prod").services.find(({ slug }) => slug === "realtime")?.peakSessions).toBe(1000);
    expect(issuesOf("prod", () => {})).toEqual([]);
  });

  test("are refused where they are fewer, as the documents' 200 are", () => {
    expect(issuesOf("prod", (spec) => (spec.vertex.liveSessions = 200))).toEqual([
      "environments/prod.ts: vertex.liveSessions: 200 sessions are fewer than the 1000 that peakSessions of 'audio' ask for; buy provisioned throughput and raise it to 1000, or lower peakSessions",
    ]);
  });

  test("are shared by all such services", () => {
    expect(issuesOf("prod", (_, catalog) => (catalog.services.realtime.calls = ["vertex-ai"]))).toEqual([
      "environments/prod.ts: vertex.liveSessions: 1000 sessions are fewer than the 2000 that peakSessions of 'audio' and 'realtime' ask for; buy provisioned throughput and raise it to 2000, or lower peakSessions",
    ]);
  });

  test("may be more where throughput is provisioned", () => {
    expect(
      issuesOf("prod", (spec, catalog) => {
        catalog.services.realtime.calls = ["vertex-ai"];
        spec.vertex.liveSessions = 2000;
      }),
    ).toEqual([]);
  });
});
