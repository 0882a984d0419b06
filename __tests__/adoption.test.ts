import { describe, expect, test } from "vitest";
import { changed, issuesOf, live, reference, synthesized, type Change, type Written } from "./support/adoption";
import {
  asOwn,
  atFreeRegion,
  fallbackAndOneMore,
  onlyServices,
  toRegion,
  withCanary,
  withEnvironment,
  withEverydayEdits,
  withLargerLaterOnes,
  withRegion,
  withRoom,
  withService,
} from "./support/changes";

/*
 * A new owner of this repository edits only `environments/`. Each test makes such a
 * change and then builds everything that is derived from environments: the contract, the
 * stacks, their policies and links, the written pages, the alerts and the dashboards.
 * It expects no issue, or exactly the issues that a person must decide.
 */

const issues = (from: Written, ...changes: readonly Change[]): string[] => issuesOf(changed(from, ...changes));

/** Places where the stacks contain a text, as the nearest name in quotes; empty if none. */
function placesOf(stacks: Record<string, string>, text: string): string[] {
  const places = Object.entries(stacks).flatMap(([id, json]) =>
    json
      .split(text)
      .slice(0, -1)
      .map((before) => `${id}: ${/"name":"(\w+)","value":"$/.exec(before)?.[1] ?? before.slice(-40)}`),
  );
  return [...new Set(places)];
}

describe("somebody else's environments", () => {
  const own = synthesized(changed(reference, asOwn));

  test.each(Object.values(reference.specs).map((spec) => [spec.name, spec] as const))(
    "with their own projects, domains, contacts, billing account and repository keep nothing of %s",
    (_, { project, domain, contacts, escalationCall, budget }) => {
      const { repository, repositoryId, repositoryOwnerId } = reference.catalog.github;
      for (const text of [
        project.id,
        project.number,
        domain,
        ...Object.values(contacts),
        ...(escalationCall?.kind === "telephone" ? [escalationCall.number] : []),
        budget.billingAccount,
        repository,
        `"${repositoryId}"`,
        `"${repositoryOwnerId}"`,
      ])
        expect([text, placesOf(own, text)]).toEqual([text, []]);
    },
  );

  test("in another region name the old one only where the model is asked to be", () => {
    const moved = synthesized(changed(reference, asOwn, toRegion("europe-west4")));
    expect(placesOf(moved, "us-central1")).toEqual([
      "dev-runtime: VERTEX_AI_LOCATION",
      "staging-runtime: VERTEX_AI_LOCATION",
      "prod-runtime: VERTEX_AI_LOCATION",
    ]);
  });

  test("need nothing of this catalog but the services that they keep", () => {
    const written = changed(reference, asOwn, onlyServices(["audio", "rest"]));
    expect({
      buckets: Object.keys(written.catalog.buckets),
      secrets: Object.keys(written.catalog.secrets),
      queues: Object.keys(written.catalog.queues),
      databases: Object.keys(written.catalog.databases),
      clusters: Object.values(written.specs).filter(({ cluster, cloudSql }) => cluster ?? cloudSql),
    }).toEqual({
      buckets: ["access-logs"],
      secrets: ["anthropic-api-key"],
      queues: [],
      databases: [],
      clusters: [],
    });
    expect(issuesOf(written)).toEqual([]);
  });
});

describe("a fourth environment between dev and staging", () => {
  const decided: Change = ({ specs }) => {
    specs["qa"]!.retentionDays = { noncurrentVersions: 14, history: 60, uploads: 14, accessLogs: 14, logs: 14 };
    specs["qa"]!.cloudSql!.tier = "db-custom-2-7680";
    specs["staging"]!.cloudSql!.tier = "db-custom-4-15360";
  };

  test("is asked what it keeps for longer than dev, and what it is larger in", () => {
    expect(issues(reference, withEnvironment("qa"))).toEqual([
      "environments/qa.ts: retentionDays.noncurrentVersions: 7 days are not more than the 7 of dev; raise it above 7",
      "environments/qa.ts: retentionDays.history: 30 days are not more than the 30 of dev; raise it above 30",
      "environments/qa.ts: retentionDays.uploads: 7 days are not more than the 7 of dev; raise it above 7",
      "environments/qa.ts: retentionDays.accessLogs: 7 days are not more than the 7 of dev; raise it above 7",
      "environments/qa.ts: retentionDays.logs: 7 days are not more than the 7 of dev; raise it above 7",
      "environments/qa.ts: cloudSql.tier: 'db-custom-1-3840' has 1 vCPU, not more than the 1 of dev; name a tier with more than 1",
    ]);
  });

  test("is five more stacks once that is answered", () => {
    const written = changed(reference, withEnvironment("qa"), decided);
    const stacks = Object.keys(synthesized(written));
    expect(Object.keys(written.specs)).toEqual(["dev", "qa", "staging", "prod"]);
    expect(stacks.filter((id) => /\bqa\b/.test(id))).toEqual([
      "bootstrap-qa",
      "qa-foundation",
      "qa-data",
      "qa-runtime",
      "qa-operations",
    ]);
  });
});

describe("a larger prod", () => {
  test("has a second region for one line, a service for one entry, its bucket and its secret, and nobody is asked for money", () => {
    expect(issues(reference, withService)).toEqual([]);
    expect(issues(reference, withService, withRegion("europe-west1"))).toEqual([]);
  });
});

describe("a service that one environment does not have", () => {
  const exclude =
    (...services: string[]): Change =>
    ({ specs }) => {
      specs["dev"]!.excludedServices = services;
    };

  test("is taken out with its figures", () => {
    const withoutUsage: Change = ({ specs }) => {
      delete specs["dev"]!.services["media"];
      delete specs["dev"]!.usage.services["media"];
    };
    expect(issues(reference, exclude("media"), withoutUsage)).toEqual([]);
    const made = synthesized(changed(reference, exclude("media"), withoutUsage));
    expect(made["dev-runtime"]).not.toContain("parley-media");
    expect(made["staging-runtime"]).toContain("parley-media");
  });
});

test("an ordinary week has a release, edits of single values and a canary that takes a tenth of the traffic", () => {
  expect(issues(reference, withEverydayEdits, withCanary)).toEqual([]);
});

/** The same for the current `environments/`. A higher budget and more connections are allowed where a change needs them. */
describe("environments/ as it is today", () => {
  /** Fields whose correct value for another owner's environments no test can know. */
  const personal = /^environments\/\w+\.ts: (retentionDays|database|cluster|services\.[\w-]+\.(scale|peakSessions))\b/;
  const others = (...changes: readonly Change[]): string[] =>
    issues(live, ...changes, withRoom).filter((issue) => !personal.test(issue));

  test("may become somebody else's, in another region", () => {
    expect(others(asOwn, atFreeRegion(toRegion))).toEqual([]);
  });

  test("may keep two services alone", () => {
    expect(
      others((written) => {
        onlyServices(fallbackAndOneMore(written))(written);
      }),
    ).toEqual([]);
  });

  test("may get another environment, region and service, and be released and edited", () => {
    expect(
      others(
        withEnvironment("added"),
        withLargerLaterOnes,
        atFreeRegion(withRegion),
        withService,
        withEverydayEdits,
        withCanary,
      ),
    ).toEqual([]);
  });
});
