import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

const given = (retiring: object, name: "dev" | "prod" = "prod"): string[] =>
  issuesOf(name, (spec) => {
    spec.retiring = retiring;
  });

describe("retiring", () => {
  test("takes what is declared and guarded", () => {
    expect(
      given({
        services: ["conversation"],
        secrets: ["gemini-api-key"],
        buckets: { uploads: "delete" },
        queues: ["jobs"],
        databases: ["clone"],
        cloudSql: true,
        firestore: true,
        cluster: true,
        environment: true,
      }),
    ).toEqual([]);
  });

  test.each([
    ["services", ["conversatio"], "'conversatio'"],
    ["regions", ["us-east1"], "'us-east1'"],
    ["secrets", ["gone-api-key"], "'gone-api-key'"],
    ["buckets", { gone: "delete" }, "'gone'"],
    ["queues", ["gone"], "'gone'"],
    ["databases", ["gone"], "'gone'"],
    ["replicas", ["gone"], "'gone'"],
  ])("refuses in %s what is not declared", (kind, value, name) => {
    expect(given({ [kind]: value })).toEqual([
      `environments/prod.ts: retiring.${kind}: ${name} is not declared, or is gone already; remove it here`,
    ]);
  });

  test.each(["cloudSql", "firestore", "cluster"])("refuses %s where there is none", (kind) => {
    expect(
      issuesOf("staging", (spec) => {
        spec[kind] = undefined;
        spec.retiring = { [kind]: true };
      }).filter((line) => line.includes("retiring")),
    ).toEqual([`environments/staging.ts: retiring.${kind}: is true, but the environment has none; remove it`]);
  });

  test("refuses the primary region and an external service", () => {
    expect(given({ regions: ["us-central1"] })).toEqual([
      "environments/prod.ts: retiring.regions: 'us-central1' is the primary region, where the data is; it stays",
    ]);
    expect(
      issuesOf("prod", (spec) => {
        spec.services.rest = {
          external: { serviceName: "improv-api", accountEmail: "improv-api@improv-project.iam.gserviceaccount.com" },
        };
        spec.retiring = { services: ["rest"] };
      }),
    ).toContain(
      "environments/prod.ts: retiring.services: 'rest' is external, so nothing of it is guarded here; remove it",
    );
  });

  test("is refused in a disposable environment, where nothing is guarded", () => {
    expect(given({ services: ["conversation"] }, "dev")).toEqual([
      "environments/dev.ts: retiring: nothing is guarded in a disposable environment; remove it",
    ]);
    expect(given({}, "dev")).toEqual([]);
  });

  test("says what becomes of a bucket's objects, and names nothing twice", () => {
    expect(given({ buckets: { uploads: true } })).toEqual([
      expect.stringMatching(/^environments\/prod.ts: retiring.buckets.uploads: .*"delete"\|"moved"/),
    ]);
    expect(given({ secrets: ["gemini-api-key", "gemini-api-key"] })).toEqual([
      expect.stringContaining("retiring.secrets: names one twice"),
    ]);
  });
});
