import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { defineEnvironments } from "../../../contract/define-environment";
import type { EnvironmentSpec } from "../../../contract/environment";
import { ContractError } from "../../../contract/issue";
import { catalog } from "../../reference/catalog";
import { specs } from "../../support/environments";
import { shareAnAddress, smallRange } from "../arbitraries";

function linesOf(environments: Readonly<Record<string, EnvironmentSpec>>, entries = catalog): string[] {
  try {
    defineEnvironments(environments, structuredClone(entries));
    return [];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.message.split("\n").slice(1);
  }
}

/** Issues of the three reference environments after a change to copies of them. */
function promotion(change: (specs: { dev: any; staging: any; prod: any }) => void): string[] {
  const changed = structuredClone(specs);
  change(changed);
  return linesOf(changed);
}

describe("the promotion order", () => {
  test("accepts the real environments", () => {
    expect(promotion(() => {})).toEqual([]);
  });

  test("has at least one environment", () => {
    expect(linesOf({})).toEqual(["environments/all.ts: environments: is empty; name at least one environment"]);
  });

  test("names what its files export", () => {
    expect(linesOf({ staging: specs.staging, prod: undefined as never })).toEqual([
      "environments/all.ts: environments.prod: is undefined; check what environments/prod.ts exports",
    ]);
  });

  test("accepts a single protected one", () => {
    expect(linesOf({ prod: specs.prod })).toEqual([]);
  });

  test("ends with a protected environment", () => {
    expect(linesOf({ dev: specs.dev })).toEqual([
      "environments/dev.ts: protection: is 'disposable', but the last environment of the promotion order serves users; set it to 'protected'",
      "environments/dev.ts: notifications.page: wakes nobody, but the last environment of the promotion order serves users; set channels.pagerDuty to true and add 'pagerDuty'",
    ]);
  });

  test("R-220 ends with an environment in which a page wakes somebody", () => {
    expect(promotion(({ prod }) => (prod.notifications.page = ["slack", "primary"]))).toEqual([
      "environments/prod.ts: notifications.page: wakes nobody, but the last environment of the promotion order serves users; set channels.pagerDuty to true and add 'pagerDuty'",
    ]);
  });

  test("promises no less on its way", () => {
    expect(
      promotion(({ staging, prod }) => {
        staging.services.rest = {
          objectives: {
            availability: 0.999,
            latency: { goal: 0.98, milliseconds: 500 },
            quality: { goal: 0.99, packetLossRatio: 0.05 },
          },
        };
        prod.services.rest = { objectives: { availability: 0.999 } };
      }),
    ).toEqual([
      "environments/prod.ts: services.rest.objectives.latency.goal: 0.95 is looser than the 0.98 of staging; raise it to at least that",
      "environments/prod.ts: services.rest.objectives.quality.goal: 0.98 is looser than the 0.99 of staging; raise it to at least that",
      "environments/prod.ts: services.rest.objectives.latency.milliseconds: 1000 is looser than the 500 of staging; lower it to at most that",
    ]);
    expect(
      promotion(
        ({ prod }) =>
          (prod.services.rest = {
            latencyP99Milliseconds: 9000,
            objectives: { quality: { goal: 0.98, packetLossRatio: 0.1 } },
          }),
      ),
    ).toEqual([
      "environments/prod.ts: services.rest.latencyP99Milliseconds: 9000 is looser than the 4000 of staging; lower it to 4000 or less",
      "environments/prod.ts: services.rest.objectives.quality.packetLossRatio: 0.1 is looser than the 0.05 of staging; lower it to at most that",
    ]);
  });

  test("does not lose protection on its way", () => {
    expect(
      promotion(({ dev, staging }) => {
        dev.protection = "protected";
        dev.services = {};
        dev.encryption = staging.encryption;
        dev.cloudSql = { ...staging.cloudSql, tier: dev.cloudSql.tier, privateServicesRange: "10.10.16.0/20" };
        dev.firestore = staging.firestore;
        dev.audit.retentionDays = staging.audit.retentionDays;
        staging.protection = "disposable";
      }),
    ).toEqual([
      "environments/staging.ts: protection: is 'disposable' after dev, which is 'protected'; set it to 'protected'",
    ]);
  });

  test("says once that the last environment lost its protection", () => {
    expect(promotion(({ prod }) => (prod.protection = "disposable"))).toEqual([
      "environments/prod.ts: protection: is 'disposable' after staging, which is 'protected'; set it to 'protected'",
    ]);
  });

  test("is not judged while one environment cannot be read", () => {
    expect(
      promotion(({ staging, prod }) => {
        staging.domain = "staging";
        staging.audit.retentionDays = Number(prod.audit.retentionDays) + 1;
      }),
    ).toEqual([
      "environments/staging.ts: domain: must be a DNS name like 'app.example.com', without scheme, path or final dot, got 'staging'",
    ]);
  });

  test("is judged beside the issues within an environment", () => {
    expect(
      promotion(({ staging }) => {
        staging.cloudArmor.enabled = false;
        staging.audit.retentionDays = 401;
      }),
    ).toEqual([
      "environments/staging.ts: cloudArmor.enabled: is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
      "environments/prod.ts: audit.retentionDays: 400 days are fewer than the 401 of staging; raise it to at least that",
    ]);
  });
});

describe("a figure that is too low for protection", () => {
  test("is reported once, and not compared", () => {
    expect(promotion(({ prod }) => (prod.cloudSql.retainedBackups = 29))).toEqual([
      "environments/prod.ts: cloudSql.retainedBackups: 29 are fewer than the 30 daily backups that a protected environment keeps; raise it to 30",
    ]);
    expect(promotion(({ prod }) => (prod.audit.retentionDays = 399))).toEqual([
      "environments/prod.ts: audit.retentionDays: 399 days are fewer than the 400 that a protected environment keeps its audit trail; raise it to 400",
    ]);
  });
});

describe("two environments", () => {
  test.each([
    ["project.id", "parley-audio-dev", (spec: any) => (spec.project.id = "parley-audio-dev")],
    ["project.number", "100000000001", (spec: any) => (spec.project.number = "100000000001")],
  ])("do not share their %s, also where another one is between them", (field, value, change) => {
    expect(promotion(({ prod }) => change(prod))).toEqual([
      `environments/prod.ts: ${field}: '${value}' is also ${field} of environments/dev.ts; give each environment its own`,
    ]);
  });

  test("do not share their domain, which is said once for all its hosts", () => {
    expect(promotion(({ prod }) => (prod.domain = "dev.app.example.com"))).toEqual([
      "environments/prod.ts: domain: 'dev.app.example.com' is also domain of environments/dev.ts; give each environment its own",
    ]);
  });

  test("do not have a bucket of one name, which is global", () => {
    const { dev, staging } = structuredClone(specs) as { dev: any; staging: any };
    dev.project.id = "parley-audio";
    staging.project.id = "parley-audio-conversation";
    const cache = { contents: "cache", expireAfterDays: 30 } as const;
    const lines = linesOf({ dev, staging }, { ...catalog, buckets: { ...catalog.buckets, cache } });
    expect(lines).toContain(
      "environments/staging.ts: project.id: makes a bucket 'parley-audio-conversation-cache', and so does project.id of environments/dev.ts; bucket names are global, so rename the bucket or take another project",
    );
  });

  test("do not serve a host of which one is the domain of the other", () => {
    expect(promotion(({ staging }) => (staging.domain = "media.dev.app.example.com"))).toEqual([
      "environments/staging.ts: domain: serves 'media.dev.app.example.com', and so does domain of environments/dev.ts; give each environment its own",
    ]);
    expect(promotion(({ staging }) => (staging.domain = "conversation.app.example.com"))).toEqual([
      "environments/prod.ts: domain: serves 'conversation.app.example.com', and so does domain of environments/staging.ts; give each environment its own",
    ]);
  });

  test("may have ranges that touch", () => {
    expect(promotion(({ staging }) => (staging.regions["us-central1"].subnetRange = "10.10.32.0/20"))).toEqual([]);
  });

  test("do not have ranges that overlap", () => {
    expect(promotion(({ prod }) => (prod.regions["us-central1"].subnetRange = "10.10.8.0/21"))).toEqual([
      "environments/prod.ts: regions.us-central1.subnetRange: 10.10.8.0/21 overlaps 10.10.0.0/20, which is regions.us-central1.subnetRange of environments/dev.ts; the networks could never be joined, so take another range",
    ]);
  });

  test("are refused for the very same range, as where one file was copied from the other", () => {
    expect(promotion(({ dev, staging }) => (staging.regions = structuredClone(dev.regions)))).toEqual([
      "environments/staging.ts: regions.us-central1.subnetRange: 10.10.0.0/20 overlaps 10.10.0.0/20, which is regions.us-central1.subnetRange of environments/dev.ts; the networks could never be joined, so take another range",
    ]);
  });

  test("are refused exactly for the ranges that share an address", () => {
    fc.assert(
      fc.property(smallRange, smallRange, (one, other) => {
        // No cluster uses them, which is another rule's.
        const lines = promotion(({ dev, staging }) => {
          dev.regions["us-central1"].clusterRanges = { pods: one, services: "100.64.0.0/20" };
          staging.regions["us-central1"].clusterRanges = { pods: "100.64.16.0/20", services: other };
        });
        expect(lines.filter((line) => !line.includes("no cluster uses it"))).toEqual(
          shareAnAddress(one, other)
            ? [
                `environments/staging.ts: regions.us-central1.clusterRanges.services: ${other} overlaps ${one}, which is regions.us-central1.clusterRanges.pods of environments/dev.ts; the networks could never be joined, so take another range`,
              ]
            : [],
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe("a later environment", () => {
  test.each([
    ["noncurrentVersions", 7],
    ["history", 30],
    ["uploads", 7],
    ["accessLogs", 7],
    ["logs", 7],
  ])("keeps %s longer than the one before it", (kind, before) => {
    expect(promotion(({ staging }) => (staging.retentionDays[kind] = before + 1))).toEqual([]);
    expect(promotion(({ staging }) => (staging.retentionDays[kind] = before))).toEqual([
      `environments/staging.ts: retentionDays.${kind}: ${before} days are not more than the ${before} of dev; raise it above ${before}`,
    ]);
  });

  test("is compared with the one just before it", () => {
    expect(promotion(({ prod }) => (prod.retentionDays.history = 90))).toEqual([
      "environments/prod.ts: retentionDays.history: 90 days are not more than the 90 of staging; raise it above 90",
    ]);
  });

  test("keeps the audit trail as long as the one before it", () => {
    expect(promotion(({ dev }) => (dev.audit.retentionDays = 400))).toEqual([]);
    expect(promotion(({ dev }) => (dev.audit.retentionDays = 401))).toEqual([
      "environments/staging.ts: audit.retentionDays: 400 days are fewer than the 401 of dev; raise it to at least that",
    ]);
  });

  test("R-158 has a database with more vCPU than the one before it", () => {
    expect(promotion(({ prod }) => (prod.cloudSql.tier = "db-custom-4-15360"))).toEqual([]);
    expect(promotion(({ prod }) => (prod.cloudSql.tier = "db-custom-2-7680"))).toEqual([
      "environments/prod.ts: cloudSql.tier: 'db-custom-2-7680' has 2 vCPU, not more than the 2 of staging; name a tier with more than 2",
    ]);
    expect(promotion(({ dev }) => (dev.cloudSql.tier = "db-custom-4-15360"))).toEqual([
      "environments/staging.ts: cloudSql.tier: 'db-custom-2-7680' has 2 vCPU, not more than the 4 of dev; name a tier with more than 4",
    ]);
  });

  test("keeps at least as many backups of the database as the one before it", () => {
    expect(promotion(({ staging }) => (staging.cloudSql.retainedBackups = 31))).toEqual([
      "environments/prod.ts: cloudSql.retainedBackups: 30 are fewer than the 31 of staging; raise it to at least that",
    ]);
  });

  test("is not compared by a database that one of the two lacks", () => {
    expect(promotion(({ dev }) => delete dev.cloudSql).filter((line) => line.includes("cloudSql."))).toEqual([]);
    expect(promotion(({ staging }) => delete staging.cloudSql).filter((line) => line.includes("cloudSql."))).toEqual(
      [],
    );
  });

  test("may have any budget, since its owner says what to hear about", () => {
    expect(promotion(({ staging }) => (staging.budget.monthlyUsd = 1))).toEqual([]);
  });

  test.each([
    ["requestsPerMinute", 100],
    ["websocketHandshakesPerMinute", 20],
  ])("has no looser cloudArmor.%s than the one before it", (limit, before) => {
    expect(promotion(({ prod }) => (prod.cloudArmor[limit] = before - 1))).toEqual([]);
    expect(promotion(({ prod }) => (prod.cloudArmor[limit] = before + 1))).toEqual([
      `environments/prod.ts: cloudArmor.${limit}: ${before + 1} is looser than the ${before} of staging; lower it to ${before} or less`,
    ]);
  });

  test("previews no rule set and excepts no rule that the one before it enforces", () => {
    const rule = "owasp-crs-v042200-id942100-sqli";
    const one = { rule, reason: "prompts are text" };
    const part = { parameter: "prompt" };
    expect(promotion(({ staging }) => (staging.cloudArmor.exceptions = [one]))).toEqual([]);
    expect(
      promotion(({ staging, prod }) => {
        staging.cloudArmor.exceptions = [{ ...one, reason: "said otherwise" }];
        staging.cloudArmor.previewedRuleSets = ["rce"];
        Object.assign(prod.cloudArmor, { exceptions: [one], previewedRuleSets: ["rce"] });
      }),
    ).toEqual([]);
    expect(
      promotion(({ staging, prod }) => {
        staging.cloudArmor.exceptions = [one];
        Object.assign(prod.cloudArmor, { exceptions: [{ ...one, part }], previewedRuleSets: ["rce"] });
      }),
    ).toEqual([
      "environments/prod.ts: cloudArmor.previewedRuleSets: only logs 'rce', which staging enforces; remove it, or preview it there",
      `environments/prod.ts: cloudArmor.exceptions: ${rule} of parameter prompt is excepted, but not in staging; except it there first`,
    ]);
  });

  test("does not stop enforcing the firewall or protecting adaptively", () => {
    expect(promotion(({ staging }) => (staging.cloudArmor.firewallMode = "preview"))).toEqual([]);
    expect(
      promotion(({ prod }) => {
        prod.cloudArmor.firewallMode = "preview";
        prod.cloudArmor.adaptiveProtection = false;
      }),
    ).toEqual([
      "environments/prod.ts: cloudArmor.firewallMode: is 'preview' after staging, which enforces; set it to 'enforce'",
      "environments/prod.ts: cloudArmor.adaptiveProtection: is off after staging, which has it; set it to true",
    ]);
  });

  test("has no looser latency than the one before it", () => {
    expect(promotion(({ staging }) => (staging.services.rest = { latencyP95Milliseconds: 2000 }))).toEqual([]);
    expect(promotion(({ staging }) => (staging.services.rest = { latencyP95Milliseconds: 2001 }))).toEqual([
      "environments/staging.ts: services.rest.latencyP95Milliseconds: 2001 is looser than the 2000 of dev; lower it to 2000 or less",
    ]);
  });

  test("has no looser share of errors than the one before it", () => {
    expect(promotion(({ prod }) => (prod.services.audio.errorRatio = 0.05))).toEqual([]);
    expect(promotion(({ prod }) => (prod.services.audio.errorRatio = 0.06))).toEqual([
      "environments/prod.ts: services.audio.errorRatio: 0.06 is looser than the 0.05 of staging; lower it to 0.05 or less",
    ]);
  });
});
