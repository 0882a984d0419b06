import { describe, expect, test } from "vitest";
import { LogRetention } from "../../../constructs/cloud-logging/log-retention";
import { LogViews } from "../../../constructs/cloud-logging/log-views";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, list, reference } from "../fixtures";

const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    const { bucketId } = new LogRetention(scope, "LogRetention", { environment: of });
    new LogViews(scope, "LogViews", { environment: of, bucketId });
  });
const views = (of: Environment): Attributes[] => list(synthesized(of), "google_logging_log_view");
const filters = (of: Environment): Record<string, string> =>
  Object.fromEntries(views(of).map(({ name, filter }) => [name as string, filter as string]));
const withoutAccess = 'NOT LOG_ID("cloudaudit.googleapis.com/data_access")';

describe("LogViews", () => {
  test("show services, front door, data access, database and cluster each alone", () => {
    expect(filters(environment("prod"))).toEqual({
      services: `resource.type = "cloud_run_revision" AND ${withoutAccess}`,
      "front-door": `resource.type = "http_load_balancer" AND ${withoutAccess}`,
      "data-access": 'LOG_ID("cloudaudit.googleapis.com/data_access")',
      database: `resource.type = "cloudsql_database" AND ${withoutAccess}`,
      cluster: `resource.type = "k8s_container" AND ${withoutAccess}`,
    });
  });

  test("lie on the project's own log bucket, and wait for it", () => {
    const synth = synthesized(environment("prod"));
    for (const view of list(synth, "google_logging_log_view")) {
      expect(view).toEqual({
        name: expect.stringMatching(/^[a-z-]+$/),
        description: expect.any(String),
        filter: expect.any(String),
        parent: "projects/parley-audio-prod",
        location: "global",
        bucket: reference(synth, "google_logging_project_bucket_config", "", "bucket_id"),
      });
    }
  });

  test("use no more of the filter language than a view may", () => {
    for (const filter of Object.values(filters(environment("prod")))) {
      for (const term of filter.split(" AND "))
        expect(term).toMatch(/^(resource\.type = "[a-z0-9_]+"|(NOT )?LOG_ID\("[a-z_./]+"\))$/);
    }
  });

  test("leave out what the environment has not", () => {
    const of = { ...environment("prod"), cloudSql: undefined, cluster: undefined };
    expect(Object.keys(filters(of))).toEqual(["services", "front-door", "data-access"]);
  });

  test("have the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new LogViews(scope, "LogViews", { environment: of, bucketId: "_Default" }));
  });
});
