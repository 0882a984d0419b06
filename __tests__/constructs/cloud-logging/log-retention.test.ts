import { describe, expect, test } from "vitest";
import { LogRetention } from "../../../constructs/cloud-logging/log-retention";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, only } from "../fixtures";

const synthesized = (name: "dev" | "prod"): Synthesized =>
  synthesize((scope) => {
    new LogRetention(scope, "LogRetention", { environment: environment(name) });
  });

describe("LogRetention", () => {
  test.each([
    ["dev", "parley-audio-dev", 7],
    ["prod", "parley-audio-prod", 60],
  ] as const)(
    "keeps the logs of %s as long as its retentionDays.logs, and sets nothing that cannot be undone",
    (name, project, days) => {
      expect(only(synthesized(name), "google_logging_project_bucket_config")).toEqual({
        project,
        location: "global",
        bucket_id: "_Default",
        retention_days: days,
      });
    },
  );

  test("has the same address in every environment", () => {
    expectEqualAddresses((scope, of) => new LogRetention(scope, "LogRetention", { environment: of }));
  });
});
