import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { committedUse } from "../../contract/cost/prices";
import type { EnvironmentSpec } from "../../contract/environment";
import { storesOf, titleOf } from "../../contract/recovery";
import { alertingPoliciesOf } from "../../observability/alerts/alerting-policy";
import { notification } from "../../observability/alerts/notification";
import { environment, issuesOf } from "../support/environments";
import { stackJson } from "../support/stacks";

const root = join(__dirname, "../..");
const names = ["dev", "staging", "prod"] as const;
const prod = environment("prod");

/** A page of Markdown, each command on one line. */
const page = (path: string): string => readFileSync(join(root, path), "utf8").replaceAll(/ \\\n\s*/g, " ");
const runbook = (name: string): string => page(`runbooks/${name}.md`);

/** Text below a heading, up to the next heading of the same level. */
function section(text: string, heading: string): string {
  let fenced = false;
  let rank = 0;
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (line.trimStart().startsWith("```")) fenced = !fenced;
    const [, marks, title] = (fenced ? null : /^(#+) (.+)$/.exec(line)) ?? [];
    if (marks !== undefined && rank === 0 && title === heading) rank = marks.length;
    else if (marks !== undefined && rank > 0 && marks.length <= rank) break;
    else if (rank > 0) lines.push(line);
  }
  expect([heading, lines.length > 0]).toEqual([heading, true]);
  return lines.join("\n");
}

const firstLook = (name: string): string => section(runbook(name), "Look here first");
/** The numbered steps of a section, without their numbers. */
const stepsOf = (text: string): string[] => text.split(/^\d+\. /m).slice(1);

/** Expects parts in a text, in this order. */
function expectOrder(text: string, ...parts: readonly string[]): void {
  let rest = text;
  for (const part of parts) {
    const at = rest.indexOf(part);
    expect([part, at >= 0]).toEqual([part, true]);
    rest = rest.slice(at + part.length);
  }
}

/** Rows of the tables in a text, without their heads. */
const rows = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells, index, all) => !cells[0]!.startsWith("--") && !all[index + 1]?.[0]?.startsWith("--"));

/** Cells of a table's only row whose first cell is, or starts with, a text; without the first cell. */
function row(text: string, first: string): string[] {
  const found = rows(text).filter(([cell]) => cell!.startsWith(first));
  expect([first, found.length]).toEqual([first, 1]);
  return found[0]!.slice(1);
}

/** Issues of prod with the change that a section's TypeScript says; the change is one if the contract has none. */
function issuesOfChange(text: string): string[] {
  const [, code] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
  expect(code).toBeDefined();
  const change = JSON.parse(JSON.stringify(runInNewContext(`({${code!}})`))) as Partial<EnvironmentSpec>;
  return issuesOf("prod", (spec) => {
    Object.assign(spec, change, { services: { ...spec.services, ...change.services } });
  });
}
const byHand = (flags: string): string =>
  `gcloud run services update "$SERVICE" ${flags} --region="$REGION" --project="$PROJECT"\n` +
  'gcloud run services update-traffic "$SERVICE" --to-latest --region="$REGION" --project="$PROJECT"';

describe("errors", () => {
  const steps = stepsOf(firstLook("user-impact"));
  const causes = section(runbook("user-impact"), "Likely causes");

  test("R-370 R-371 the five quick steps: the last 50 errors, quota, instances, secrets, escalation", () => {
    expect(steps).toHaveLength(5);
    expect(steps[0]).toMatch(
      /^What fails.*\n[\s\S]*gcloud logging read .*service_name=\\"\$SERVICE\\" AND \(severity>=ERROR.*--limit=50/,
    );
    expect(steps[1]).toMatch(
      /^Is a quota used up\?[\s\S]*RESOURCE_EXHAUSTED[\s\S]*iam-admin\/quotas\?project=\$PROJECT/,
    );
    expect(steps[2]).toMatch(
      /^Are the instances well, [\s\S]*gcloud run services describe "\$SERVICE" .*yaml\(status\.conditions/,
    );
    expectOrder(
      steps[3]!,
      "Can it read its secrets?",
      'gcloud run services describe "$SERVICE"',
      "valueFrom.secretKeyRef",
      "while read -r secret version",
      'gcloud secrets versions describe "$version" --secret="$secret"',
    );
    expect(firstLook("user-impact")).not.toContain("versions access");
  });

  test("R-243 R-370 after 15 minutes the escalation contact is called", () => {
    expect(steps[4]).toMatch(/^No progress after 15 minutes: call the escalation contact\./);
    expect(section(runbook("user-impact"), "Escalation")).toMatch(
      /^\nAfter 15 minutes without progress call the escalation contact \(`contacts\.escalation` of the environment\)/,
    );
  });

  test("R-372 four causes with their fixes", () => {
    expect(row(causes, "no capacity or quota at Vertex AI")[1]).toMatch(/model-errors.*quota-exceeded.*fewer requests/);
    expect(row(causes, "a secret cannot be read")[1]).toContain("a missing grant comes back with a deploy");
    expect(row(causes, "CPU or memory is short")[1]).toContain("4 vCPU and 2Gi");
    expect(row(causes, "Vertex AI is down").join()).toMatch(/status\.cloud\.google\.com.*retries/);
  });

  test("R-373 five instances with 4 vCPU and 2Gi, by hand and then in a file that the contract takes", () => {
    const mitigation = section(runbook("user-impact"), "Mitigation");
    expectOrder(mitigation, byHand("--min-instances=5 --cpu=4 --memory=2Gi"), "min: 5", "cpu: 4", 'memory: "2Gi"');
    expect(mitigation).toContain("have it merged, or the next deploy takes it back");
    expect(issuesOfChange(mitigation)).toEqual([]);
  });

  test("R-367 where generation fails: rights and quota, the error, the prompt, rate limits", () => {
    const [sign, fix] = row(causes, "`conversation`: generation fails");
    expect(sign).toBe("errors of the model calls");
    expectOrder(
      fix!,
      "may call the model and quota is left",
      "the error itself",
      "prompt's format",
      "rate limits (429)",
    );
  });

  test("R-384 where another provider fails: its status, then its key", () => {
    const [sign, fix] = row(causes, "`media`: another provider fails");
    expect(sign).toContain("401, 403 or 5xx of Suno, Freesound, ElevenLabs or Gemini");
    expectOrder(fix!, "status page", "then the key", "secret-rotation.md");
  });
});

describe("latency", () => {
  const steps = stepsOf(firstLook("latency-p95"));
  const causes = section(runbook("latency-p95"), "Likely causes");

  test("R-205 R-374 where to look: the model's time, the serving revision, a trace", () => {
    expect(steps[1]).toMatch(/^Is it the model\?[\s\S]*jsonPayload\.vertex_ai_request_duration_ms>1000/);
    expect(steps[2]).toMatch(/^Which revision serves[\s\S]*gcloud run revisions list --service="\$SERVICE"/);
    expect(steps[3]).toContain("https://console.cloud.google.com/traces/explorer?project=$PROJECT");
  });

  test("R-375 cold starts, a slow model, CPU and distance, each with its fix", () => {
    expect(row(causes, "cold starts")[1]).toContain("`scale.min` 3");
    expect(row(causes, "the model is slow").join()).toMatch(/status page.*a timeout with one retry/);
    expect(row(causes, "CPU is short")[1]).toContain("`cpu` of the entry");
    expect(row(causes, "model and service are far apart")[1]).toContain("`vertex.location`");
  });

  test("R-376 three instances at least, by hand and then in a file that the contract takes", () => {
    const mitigation = section(runbook("latency-p95"), "Mitigation");
    expectOrder(mitigation, byHand("--min-instances=3"), "min: 3", "the pipeline deploys `$ENVIRONMENT-runtime`");
    expect(issuesOfChange(mitigation)).toEqual([]);
  });

  test("R-381 of media the queue's length, and more instances", () => {
    const [sign, fix] = row(causes, "`media`: work piles up");
    expect(sign).toContain("queue grows");
    expect(fix).toMatch(/queue-backlog\.md.*a higher `scale\.max`/);
  });
});

describe("saturation", () => {
  const text = runbook("instance-saturation");
  const causes = section(text, "Likely causes");

  test("R-377 symptoms, instances by revision and the limits, by commands that exist", () => {
    expect(text).toContain('who read "Service Unavailable"');
    const [instances, limits] = stepsOf(firstLook("instance-saturation"));
    expect(instances).toContain("sum by (revision_name, state) (run_googleapis_com:container_instance_count");
    expect(limits).toMatch(/gcloud run services describe "\$SERVICE" .*containerConcurrency/);
    expect(row(runbook("commands"), "`gcloud monitoring time-series list`")).toEqual([
      "no such group",
      "[Metrics](#metrics)",
    ]);
  });

  test("R-378 a hundred instances, the quota that they need, and the same in a file that the contract takes", () => {
    const mitigation = section(text, "Mitigation");
    expectOrder(
      mitigation,
      byHand("--max-instances=100"),
      "200 vCPU of Cloud Run's CPU quota",
      "max: 100",
      "the pipeline deploys `$ENVIRONMENT-runtime`",
    );
    expect(issuesOfChange(mitigation)).toEqual([]);
    expect(100 * prod.services.find(({ slug }) => slug === "audio")!.cpu).toBe(200);
  });

  test("R-379 more users, an attack in Cloud Armor's log, or a concurrency that is too careful", () => {
    const [, , , attack] = stepsOf(firstLook("instance-saturation"));
    expect(attack).toMatch(/^Is it an attack\?[\s\S]*jsonPayload\.enforcedSecurityPolicy\.outcome="DENY"/);
    expect(row(causes, "more users")[0]).toContain("rise on all dashboards");
    expect(row(causes, "an attack")[0]).toContain("Cloud Armor refuses");
    expect(row(causes, "`concurrency` is too careful")[1]).toContain("raise `concurrency` within `concurrencyRange`");
  });

  test("R-382 memory: is it a leak, and a restart by a new revision", () => {
    const steps = stepsOf(firstLook("memory-utilization"));
    expect(steps[3]).toContain("steadily is a leak");
    expect(row(section(runbook("memory-utilization"), "Likely causes"), "a leak")[1]).toMatch(
      /^restart, below.*look in the log/,
    );
    expectOrder(
      section(runbook("memory-utilization"), "Mitigation"),
      "A restart is a new revision",
      byHand('--update-env-vars="RESTARTED_AT=$(date +%s)"'),
    );
  });
});

describe("WebSockets, database and queue", () => {
  test("R-380 reasons of disconnections with their fixes, and a shorter ping and more instances in a file that the contract takes", () => {
    const text = runbook("websocket-disconnections");
    const causes = section(text, "Likely causes");
    expect(stepsOf(firstLook("websocket-disconnections"))[0]).toMatch(
      /WebSocket connection closed.*jsonPayload\.reason/s,
    );
    expect(row(causes, "pings are not answered in time")).toEqual([
      "`idle_timeout`",
      "ping every 20 s instead of 30: `websocketPingSeconds`",
    ]);
    expect(row(causes, "instances end").join()).toMatch(/^`server_restart`.*a higher `scale\.min`/);
    expect(row(causes, "the network of a client").join()).toMatch(/^`network_error`.*the client reconnects by itself/);
    const mitigation = section(text, "Mitigation");
    expectOrder(
      mitigation,
      byHand("--min-instances=5 --update-env-vars=WEBSOCKET_PING_INTERVAL=20"),
      "websocketPingSeconds: 20",
      "min: 5",
      "the pipeline deploys `$ENVIRONMENT-runtime`",
    );
    expect(issuesOfChange(mitigation)).toEqual([]);
  });

  test("R-042 sessions end after 10, 15 and 60 minutes, and the application or the client goes on", () => {
    const causes = section(runbook("websocket-disconnections"), "Likely causes");
    expect(row(causes, "about 10 min").join()).toMatch(/a Live API connection ended,application: resume/);
    expect(row(causes, "about 15 min").join()).toMatch(/an uncompressed audio session ended,application: the same/);
    expect(row(causes, "60 min").join()).toMatch(/`timeoutSeconds`, Cloud Run's ceiling,client: reconnect/);
  });

  test("R-383 a database that times out: its pools, and its state", () => {
    expect(stepsOf(firstLook("database-connections"))[2]).toContain("A pool larger than one connection an instance");
    expect(row(section(runbook("database-connections"), "Likely causes"), "a pool grew with a release")[1]).toContain(
      "set the pool",
    );
    expect(stepsOf(firstLook("database-down"))[0]).toMatch(/gcloud sql instances describe "\$INSTANCE" .*yaml\(state,/);
    expect(row(section(runbook("troubleshooting"), "Steps: a service misbehaves"), "database timeouts")[0]).toMatch(
      /database-connections\.md\): the pools; .*database-down\.md\): its state/,
    );
  });

  test("R-385 more instances for a backlog, and failed jobs pulled and published again", () => {
    expectOrder(section(runbook("queue-backlog"), "Mitigation"), byHand("--max-instances=40"), "raise `scale.max`");
    expect(row(section(runbook("queue-backlog"), "Likely causes"), "jobs fail and come back")[1]).toContain(
      "dead-letters.md",
    );
    expect(firstLook("dead-letters")).toContain('gcloud pubsub subscriptions pull "$DEAD_LETTERS"');
    expectOrder(
      section(runbook("dead-letter-replay"), "Steps"),
      'gcloud pubsub subscriptions pull "$DEAD_LETTERS"',
      'gcloud pubsub topics publish "$TOPIC"',
      'gcloud pubsub subscriptions ack "$DEAD_LETTERS"',
    );
  });
});

describe("speech and caches", () => {
  test("R-365 dashboard, newest syntheses, hits above 70 %, keys that collide", () => {
    const steps = stepsOf(firstLook("speech-spend"));
    expect(steps).toHaveLength(4);
    expect(steps[0]).toContain("Cost dashboard: spend of a day");
    expect(steps[1]).toMatch(/gcloud logging read .*TTS generation completed/);
    expect(steps[2]).toContain("more than 70 % of the lookups in the audio cache");
    expect(steps[3]).toContain("two keys of the cache mean one text, or one key means two");
    expect(stepsOf(firstLook("speech-usage-spike"))[0]).toMatch(/gcloud logging read .*TTS generation completed/);
  });

  test("R-366 the ratio and the bucket's metrics, what it holds, its rule that deletes, and which keys miss", () => {
    const steps = stepsOf(firstLook("cache-hit-ratio"));
    expect(steps.shift()).toMatch(/ratio of hits and the bucket's size, objects and requests.* The linked dashboard/);
    const policy = alertingPoliciesOf(prod).find(({ kind }) => kind === "cache-hit-ratio")!;
    expect(notification(prod, policy).content).toMatch(
      /^- .*\[Cache conversation-cache\]\(\S+\/dashboards\/builder\/parley-service-conversation\?/m,
    );
    expect(steps[0]).toMatch(/deletes after 30 days[\s\S]*buckets describe "gs:\/\/\$BUCKET" .*lifecycle_config/);
    expect(steps[1]).toContain('gcloud storage ls --long "gs://$BUCKET/**"');
    expect(steps[2]).toMatch(/fault in the key[\s\S]*Cache lookup.*jsonPayload\.result=\\"miss\\"/);
  });

  test("R-368 speech is switched off by hand, and then in a file that the contract takes", () => {
    const speech = section(runbook("cost-runaway"), "Speech");
    expectOrder(
      speech,
      "gcloud run services update parley-conversation --update-env-vars=DISABLE_TTS=true",
      "gcloud run services update-traffic parley-conversation --to-latest",
      "textToSpeech: { enabled: false",
      "the pipeline deploys `$ENVIRONMENT-runtime`",
    );
    expect(issuesOfChange(speech)).toEqual([]);
  });

  test("R-369 both caches are emptied, after the warning that nothing brings an object back", () => {
    const text = section(runbook("cost-runaway"), "Empty both caches");
    expectOrder(
      text,
      "Soft delete is off for caches, so nothing brings an object back",
      'gcloud storage rm --recursive "gs://$PROJECT-conversation-cache/**"',
      'gcloud storage rm --recursive "gs://$PROJECT-audio-cache/**"',
    );
    const buckets = Object.values(stackJson("prod-data").all("google_storage_bucket")).map(
      ({ name }) => name as string,
    );
    for (const [, cache] of text.matchAll(/gs:\/\/\$PROJECT-([\w-]+)\//g))
      expect(buckets).toContain(`parley-audio-prod-${cache!}`);
  });
});

describe("release", () => {
  const text = runbook("release");
  const before = section(text, "Before you start");

  test.each([
    "own tests passed",
    "The image is",
    "Variables:",
    "Secrets:",
    "Migrations:",
    "API documentation",
    "Monitoring:",
  ])("R-337 before it: %s", (line) => {
    expect(before.split("\n").filter((one) => one.startsWith("- [ ]") && one.includes(line))).toHaveLength(1);
  });

  test("R-337 secrets and monitoring are checked, not believed", () => {
    expect(before).toMatch(/Secrets: `npm run --silent secrets -- \$ENVIRONMENT` prints no `MISSING`/);
    expect(before).toMatch(/Monitoring: `\$ENVIRONMENT-operations` is deployed and its plan is empty/);
  });

  test("R-298 the cost review sets the bill beside the estimate that a command writes", () => {
    expect(section(runbook("cost-review"), "Before you start")).toMatch(
      /`npm run update` writes it line by line into \[docs/,
    );
    expect(section(runbook("cost-review"), "1. Compare")).toContain("The bill against [docs/cost.md](../docs/cost.md)");
  });

  test("R-298 before it the estimate fits the budget, after it the bill does", () => {
    expect(before).toMatch(/- \[ \] Costs: the estimate of the change fits the budget/);
    expect(section(text, "Check")).toMatch(/- \[ \] Cost within budget/);
  });

  test("R-344 1, 10, 50 and 100 % on days 1, 3, 7 and 14, each behind a gate, each one number that the contract takes", () => {
    const plan = rows(text.slice(0, text.indexOf("## ")));
    expect(plan.map(([day, percent]) => [day, percent])).toEqual([
      ["0", "0"],
      ["1", "1"],
      ["3", "10"],
      ["7", "50"],
      ["14", "100"],
    ]);
    for (const [, percent, , gate] of plan) {
      expect(gate).not.toBe("");
      const release = { percent: Number(percent), previousRevision: "parley-media-12345678" };
      expect(issuesOf("prod", (spec) => (spec.services.media = { ...spec.services.media, release }))).toEqual([]);
    }
    expect(section(text, "4. Move traffic")).toMatch(
      /Set `percent` to 1.*\n[\s\S]*Then 10, 50 and 100, each when its gate is passed/,
    );
  });

  test("R-350 a candidate without traffic becomes ready, is called and warmed, and only then gets traffic", () => {
    expectOrder(
      section(text, "Steps"),
      "### 2. A candidate without traffic",
      "release: { percent: 0, previousRevision:",
      "cdktf deploy $ENVIRONMENT-runtime",
      "Wait until the candidate is ready",
      "traffic tag `candidate`",
      "### 3. Call the candidate",
      "### Warm the cache",
      "### 4. Move traffic",
    );
  });

  test("R-350 the candidate is a digest, and is called through a front of its own before it serves anybody", () => {
    expect(section(text, "2. A candidate without traffic")).toContain('image: "media-service@sha256:');
    const call = section(text, "3. Call the candidate");
    expectOrder(
      call,
      "secret-rotation.md#4-call-the-candidate",
      'curl -sS --resolve "media.$DOMAIN:443:$IP"',
      "/health",
    );
    const front = section(runbook("secret-rotation"), "4. Call the candidate");
    expectOrder(front, "network-endpoint-groups create", "--cloud-run-tag=candidate", "forwarding-rules create");
    expectOrder(front, "forwarding-rules delete", "network-endpoint-groups delete");
  });

  test("R-336 what serves and what it logs is looked at by commands that exist", () => {
    expect(section(text, "2. A candidate without traffic")).toMatch(
      /gcloud run services describe "\$SERVICE" .*yaml\(status\.traffic, status\.conditions\)/,
    );
    expect(section(text, "4. Move traffic")).toMatch(/gcloud logging read .*\$SERVICE.*httpRequest\.status>=500/);
  });

  test("R-394 the pipeline is the usual way", () => {
    expect(text).toMatch(/The usual and only everyday path is the pipeline: merge to the environment's `deployBranch`/);
  });

  test("R-351 the cache is warmed with hello, goodbye and thanks before traffic moves", () => {
    const warm = section(text, "Warm the cache");
    expect(warm).toContain("Before traffic moves");
    expect(warm).toMatch(/-X POST ".*\/api\/cache\/warm" .*-d '\{"words":\["hello","goodbye","thanks"\]\}'/);
  });

  test.each([
    ["Availability at least 99.5 %", "the objective's tile"],
    ["p95 below 1 s (the alert is at 2 s)", "the latency tile"],
    ["No page", "the alerts page"],
    ["Instances follow the load", "the instance tile"],
    ["Cost within budget", "cost-review.md"],
  ])("R-348 after it, for 7 days: %s, seen at %s", (line, where) => {
    const check = section(text, "Check");
    expect(check).toContain("for 7 days at 100 %");
    const found = check.split("\n").filter((one) => one.startsWith(`- [ ] ${line}`));
    expect(found).toEqual([expect.stringContaining(where)]);
  });

  test("R-302 after it the tile of model calls shows no throttling", () => {
    expect(section(text, "Check")).toContain("- [ ] No throttling of the model: the tile of model calls by status.");
  });

  test("R-347 during it the error budget is looked at every day, by calls that exist", () => {
    expect(section(text, "4. Move traffic")).toContain("look at the error budget every day");
    const budget = section(runbook("commands"), "Error budget");
    expectOrder(
      budget,
      "tile of the burn rate",
      "3.6 hours in 30 days",
      "serviceLevelObjectives",
      "select_slo_budget_fraction",
    );
    expect(row(runbook("commands"), "`gcloud monitoring slos list`")).toEqual([
      "no such group",
      "[Error budget](#error-budget)",
    ]);
  });
});

describe("rollback and outage", () => {
  test("R-353 four triggers", () => {
    const triggers = stepsOf(runbook("rollback").split("**When.**")[1]!.split("## ")[0]!);
    expect(triggers).toHaveLength(4);
    expect(triggers[0]).toMatch(/^More than 10 % of the requests fail for more than 10 minutes\./);
    expect(triggers[1]).toMatch(
      /^An incident of the highest priority has no resolution after 1 hour\. A person judges it/,
    );
    expect(triggers[2]).toMatch(/^User satisfaction falls below 3\.5 of 5\. A person judges it/);
    expect(triggers[3]).toMatch(/^Cost exceeds the budget by more than 50 %\. The budget's mail at 150 % says so/);
  });

  test("R-352 by hand to a revision that is named, then by the release field", () => {
    expectOrder(
      section(runbook("rollback"), "2. Traffic to the stable revision"),
      'gcloud run revisions list --service="$SERVICE"',
      'gcloud run services update-traffic "$SERVICE" --to-revisions="$REVISION=100"',
      "set `percent` to 0",
      "revert the commit that changed the image",
      "the pipeline deploys `$ENVIRONMENT-runtime`",
    );
  });

  test("R-354 flag, traffic, people, post-mortem", () => {
    expectOrder(
      section(runbook("rollback"), "Steps"),
      "### 1. Switch the feature off",
      "### 2. Traffic to the stable revision",
      "### 3. Tell people",
      "### 4. Post-mortem",
    );
  });

  test.each([
    ["1. Switch the feature off", "flag for what is new, switch it off"],
    ["3. Tell people", "The team, support, and the users if they noticed"],
    ["4. Post-mortem", "timeline, cause, why the gates did not stop it, actions"],
  ])("R-354 %s: %s", (heading, said) => {
    expect(section(runbook("rollback"), heading)).toContain(said);
  });

  test("R-358 scope, what it depends on, rollback, maintenance mode, users", () => {
    const steps = section(runbook("outage"), "Steps");
    expectOrder(
      steps,
      "### 1. Scope",
      'gcloud run services describe "$SERVICE"',
      "### 2. What it depends on",
      "<https://status.cloud.google.com>",
      "# Vertex AI",
      'severity>=ERROR AND "aiplatform.googleapis.com"',
      "# Firestore",
      "gcloud firestore databases list",
      "# Secret Manager",
      "$(gcloud secrets list ",
      'gcloud secrets versions list "$secret"',
      "### 3. Roll back",
      "[rollback.md](rollback.md)",
      "### 4. Maintenance mode",
      "### 5. Tell users",
      "Status page, mail to those who are affected, social media",
    );
    const where = rows(section(runbook("outage"), "2. What it depends on"));
    expect(where.map(([what]) => what)).toEqual(
      expect.arrayContaining(["the database", "Firestore", "a secret", "the model", "resources are gone"]),
    );
    expect(steps).not.toContain("versions access");
  });

  test("R-355 the maintenance image is pinned, from the environment's own repository, and answers what every service's probes ask", () => {
    const text = section(runbook("outage"), "4. Maintenance mode");
    expectOrder(
      text,
      'export MAINTENANCE="$REGION-docker.pkg.dev/$PROJECT/parley/maintenance@sha256:',
      byHand('--image="$MAINTENANCE"'),
    );
    for (const { port, health } of prod.services) {
      expect(text).toContain(`  listen ${port};`);
      expect(text).toContain(`  location = ${health.path} { return 200 "ok"; }`);
    }
    expect(text).toContain("return 503");
    expect(text).toMatch(/^FROM \S+@sha256:/m);
  });

  test("R-356 the 15 minutes of every service are printed, and the drill measures them", () => {
    expect(runbook("outage")).toContain(
      "an answer again within 15 minutes (`rtoMinutes` of each service, measured in the [drill](drill.md))",
    );
    for (const { rtoMinutes } of prod.services) expect(rtoMinutes).toBe(15);
    expect(row(section(runbook("drill"), "Steps: restores"), "a release that fails")).toEqual([
      "[rollback.md](rollback.md), of `rest`",
      "15 min",
      "nothing",
    ]);
  });
});

describe("recovery", () => {
  test("R-360 the database: a backup with its target named, or a clone of a moment", () => {
    expectOrder(
      section(runbook("restore-database"), "1. Make the new instance"),
      'gcloud sql instances clone "$OLD" "$NEW" --point-in-time="$MOMENT"',
      'gcloud sql backups list --project="$PROJECT" --filter="instance:$OLD" --limit',
      "export BACKUP=projects/$PROJECT/backups/",
      'gcloud sql backups restore "$BACKUP" --restore-instance="$NEW" --project="$PROJECT"',
    );
    expect(section(runbook("restore-database"), "3. Tell Terraform: data")).toContain("generation: 2,");
  });

  test("R-361 the infrastructure: bootstrap, then the four layers in their order", () => {
    const text = runbook("rebuild");
    expect(text).toContain("Names follow from the environment's file, so a rebuilt layer finds the others");
    expectOrder(
      section(text, "Steps"),
      "### 2. Bootstrap",
      "docs/bootstrap.md",
      "### 3. The layers, in this order",
      "cdktf deploy $ENVIRONMENT-foundation",
      "cdktf deploy $ENVIRONMENT-data",
      "cdktf deploy $ENVIRONMENT-runtime",
      "cdktf deploy $ENVIRONMENT-operations",
    );
  });

  test("R-362 an object: its generations are listed, and one is copied back", () => {
    expectOrder(
      section(runbook("restore-objects"), "Steps"),
      'gcloud storage ls "gs://$BUCKET/$OBJECT" --all-versions --long',
      'gcloud storage cp "gs://$BUCKET/$OBJECT#$GENERATION" "gs://$BUCKET/$OBJECT"',
    );
  });

  test("R-364 the drill restores database, documents and an object in staging, within the objectives of staging", () => {
    const text = runbook("drill");
    expect(text).toContain("Only in `staging`");
    expect(section(text, "Before you start")).toContain("Write down for each part: start, end");
    expect(section(text, "Steps: restores")).toContain(
      "Write a row, a document and an object with the time in it every minute",
    );
    const stores = storesOf(environment("staging"));
    const restores = section(text, "Steps: restores");
    for (const [part, page, store] of [
      ["Cloud SQL, to a moment", "restore-database.md", "Cloud SQL for PostgreSQL"],
      ["Firestore, to a minute", "restore-firestore.md", "Firestore"],
      ["an object that was overwritten", "restore-objects.md", "Bucket documents"],
    ] as const) {
      const { rpoMinutes, rtoMinutes } = stores.find((one) => titleOf(one) === store)!.objective!;
      expect(row(restores, part)).toEqual([
        `[${page}](${page})`,
        `${rtoMinutes / 60} h`,
        rpoMinutes === 0 ? "nothing" : `${rpoMinutes} min`,
      ]);
    }
  });

  test("R-411 the drill provokes every alert that wakes somebody, but the model's, whose capacity is nobody's to lower", () => {
    const kinds = [
      ...new Set(
        alertingPoliciesOf(environment("staging")).flatMap(({ severity, kind }) => (severity === "page" ? [kind] : [])),
      ),
    ];
    expect(kinds.length).toBeGreaterThan(4);
    const alerts = section(runbook("drill"), "Steps: alerts");
    for (const kind of kinds) expect(alerts).toContain(`[${kind}](${kind}.md)`);
    expect(section(alerts, "The model")).toContain("[model-errors](model-errors.md) cannot be provoked");
  });

  test.each([
    [
      "Errors",
      'gcloud run services update "$SERVICE" --image="$MAINTENANCE"',
      "--to-latest",
      "for minute in $(seq 20)",
      'curl -sS -o /dev/null "https://conversation.$DOMAIN/drill"',
      "Undo: a deploy of runtime",
    ],
    ["Crashes", "gcloud run services update parley-conversation --command=sh --args='-c,exit 1'"],
    ["Reachability", "security-policies rules create 500", "security-policies rules delete 500"],
    ["The database", "--activation-policy=NEVER", "--activation-policy=ALWAYS"],
    ["A secret is read", "gcloud secrets versions access latest"],
    ["A quota", "services quota update", "--value=1", "services quota delete"],
  ])("R-411 %s: what breaks it, and what mends it", (heading, ...commands) => {
    expectOrder(section(runbook("drill"), heading), ...commands);
  });
});

describe("maintenance", () => {
  const text = runbook("maintenance");

  test("R-392 each week dashboards and alerts, each month versions, each quarter costs and grants", () => {
    expect(section(text, "Steps: each week")).toContain("**Dashboards and alerts.**");
    expect(section(text, "Steps: each month")).toContain("**Pins.**");
    const quarter = section(text, "Steps: each quarter");
    expect(quarter).toContain("**Costs.** [cost-review.md](cost-review.md)");
    expect(quarter).toMatch(/\*\*Grants\.\*\*[\s\S]*gcloud projects get-iam-policy "\$PROJECT"/);
  });

  test("R-341 each month the exact versions are compared, and an update is a pull request", () => {
    const month = section(text, "Steps: each month");
    const { version } = stackJson("prod-foundation").json.terraform.required_providers.google;
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(month).toContain(
      `google provider ${version as string} by \`@cdktf/provider-google\` ${dependencies["@cdktf/provider-google"] as string}`,
    );
    expectOrder(
      month,
      "npm outdated",
      "terraform version",
      "An update is a pull request",
      "`terraform init -upgrade` changes nothing here",
    );
  });

  test("R-189 the cluster can be upgraded by hand, control plane first, with its location", () => {
    const cluster = stackJson("prod-runtime").one("google_container_cluster").name as string;
    const pools = Object.values(stackJson("prod-runtime").all("google_container_node_pool"))
      .map(({ name }) => name as string)
      .filter((name) => name.startsWith("tts"));
    expectOrder(
      section(text, "Steps: each month"),
      "within the maintenance window",
      `gcloud container clusters upgrade ${cluster} --master --location="$REGION"`,
      `gcloud container clusters upgrade ${cluster} --node-pool=${pools[0]!} --location="$REGION"`,
    );
  });

  test("R-422 each quarter the documents are read", () => {
    expect(section(text, "Steps: each quarter")).toMatch(
      /\*\*Documents\.\*\* Read \[docs\]\(\.\.\/docs\) and these runbooks/,
    );
  });
});

describe("cost and quotas", () => {
  const text = runbook("cost-review");

  test("R-288 committed use is a spend on the billing account, at the discounts of Cloud Run", () => {
    const committed = section(text, "3. Committed use");
    const percent = (share: number): string => `${Math.round(100 * share)} %`;
    const { instanceBased, requestBased } = committedUse;
    expect(row(committed, "CPU always allocated")).toEqual([
      percent(instanceBased.oneYear),
      percent(instanceBased.threeYears),
    ]);
    expect(row(committed, "billed by request")).toEqual([
      percent(requestBased.oneYear),
      percent(requestBased.threeYears),
    ]);
    expect(committed).toContain("bought on the billing account");
    const saved = [instanceBased.oneYear, instanceBased.threeYears].map((share) => Math.round(1680 * share));
    expect(committed).toContain(
      `Of 1,680 dollars a month for always-allocated CPU that would save ${saved.join(" or ")}.`,
    );
  });

  test("R-290 below half of its CPU a service gets one, below 60 % of its memory 768Mi", () => {
    const sizes = section(text, "2. Right-size");
    expect(row(sizes, "CPU always below 50 %")).toEqual(["`cpu: 1` in the service's entry"]);
    expect(row(sizes, "memory always below 60 %")).toEqual(['`memory: "768Mi"`']);
    expect(sizes).toContain("190 to 300 dollars a month");
    const smaller = issuesOf(
      "prod",
      (spec) => (spec.services.audio = { ...spec.services.audio, cpu: 1, memory: "768Mi" }),
    );
    expect(smaller).toEqual([]);
  });

  test("R-291 sessions that expire save 10 to 15 dollars", () => {
    expect(section(text, "5. Data")).toMatch(
      /Sessions in Firestore expire by `expire_at`; .* 10 to 15 dollars a month/,
    );
  });

  test("R-299 the model has no quota to raise, other quotas are raised by an id that Google lists", () => {
    const quotas = runbook("quota-increase");
    expect(quotas).toMatch(
      /\*\*Vertex AI has nothing to raise\.\*\*.*600 requests and 2,000,000 tokens a minute.*expectations of the load test/,
    );
    expectOrder(
      section(quotas, "Steps"),
      "gcloud beta quotas info list",
      "quotas: {",
      "gcloud beta quotas preferences list",
    );
    expect(issuesOfChange(section(quotas, "2. Ask"))).toEqual([]);
    for (const name of names)
      expect(stackJson(`${name}-operations`).all("google_cloud_quotas_quota_preference")).toEqual({});
  });

  test("R-301 an increase takes 2 to 7 business days", () => {
    expect(runbook("quota-increase")).toContain("An increase takes 2 to 7 business days");
  });
});

describe("people", () => {
  test("R-386 logs, dashboard, guide, escalation", () => {
    const steps = section(runbook("on-call"), "Steps");
    expectOrder(
      steps,
      "**1. Logs.**",
      "**2. Dashboard.**",
      "**3. Runbook.**",
      "troubleshooting.md",
      "**4. Escalate.**",
    );
  });

  test("R-387 first DevOps, then the backend team, then the engineering lead", () => {
    expect(rows(section(runbook("on-call"), "Steps"))).toEqual([
      ["first", "DevOps", "`contacts.primary`"],
      ["second", "backend team", "`contacts.secondary`"],
      ["third", "engineering lead", "`contacts.escalation`"],
    ]);
    for (const name of names)
      expect(environment(name).contacts).toEqual({
        primary: "devops@example.com",
        secondary: "backend@example.com",
        escalation: "lead@example.com",
      });
  });

  test("R-388 help: the logs, the plan, then DevOps", () => {
    expectOrder(
      section(runbook("troubleshooting"), "Getting help"),
      "Read the logs, read the plan, then ask DevOps",
      "`contacts.primary`",
    );
    expect(section(runbook("on-call"), "Getting help")).toMatch(
      /production go to DevOps[\s\S]*Always read the plan before you apply/,
    );
  });
});

describe("commands", () => {
  const text = runbook("commands");

  test("R-389 instances are raised by their own flags, then in the file; traffic alone scales nothing", () => {
    expectOrder(
      section(text, "Change a service by hand"),
      'gcloud run services update "$SERVICE" --min-instances=5 --max-instances=100',
      'gcloud run services update-traffic "$SERVICE" --to-latest',
      "`update-traffic` alone moves traffic and scales nothing",
      "Then write the same into `environments/<env>.ts`",
    );
  });

  test("R-213 R-390 logs by service, severity and time, as commands, as they come, and as links", () => {
    const logs = section(text, "Logs");
    const service = 'resource.labels.service_name=\\"$SERVICE\\"';
    expectOrder(
      logs,
      `gcloud logging read "resource.type=\\"cloud_run_revision\\" AND ${service}"`,
      `${service} AND severity>=ERROR"`,
      `${service} AND timestamp>=`,
    );
    expect(logs).toContain(`gcloud beta logging tail "resource.type=\\"cloud_run_revision\\" AND ${service}"`);
    const links = [
      ...logs.matchAll(/echo "(https:\/\/console\.cloud\.google\.com\/logs\/query;query=([^?]+)\?project=\$PROJECT)"/g),
    ];
    expect(
      links.map(([, , query]) =>
        decodeURIComponent(query!)
          .replaceAll(/.*"\$SERVICE"( AND )?/g, "")
          .slice(0, 9),
      ),
    ).toEqual(["", "severity>", "timestamp"]);
  });

  test.each([
    ["Cloud Run", ["gcloud run services list", "gcloud run services describe", "gcloud run revisions list"]],
    ["Metrics", ["gcloud monitoring dashboards list"]],
    ["Alerts", ["gcloud monitoring policies list"]],
    ["Vertex AI", ["gcloud ai endpoints list", "gcloud ai models list"]],
    ["Secrets", ["gcloud secrets list", "gcloud secrets versions list"]],
  ])("R-391 of %s each that exists", (heading, commands) => {
    const found = section(text, heading);
    for (const command of commands) expect(found).toContain(command);
  });

  test("R-391 of Terraform in CDKTF's words, and destroys only where disposable", () => {
    const terraform = section(text, "Terraform, by CDKTF");
    for (const [ours, theirs] of [
      ["`terraform init`, `validate`", "npm run synth"],
      ["`terraform plan`", "cdktf diff"],
      ["`terraform apply`", "cdktf deploy"],
      ["`terraform output`", "cdktf output"],
      ["`terraform state list`", "state list"],
      ["`terraform destroy`", "only where disposable"],
    ] as const)
      expect(row(terraform, ours)[0]).toContain(theirs);
  });

  test.each([
    "`gcloud monitoring slos list`",
    "`gcloud monitoring time-series list`",
    "`gcloud cloud-logging read`",
    "`gcloud logging tail`",
    "`gcloud ai-platform`",
    "`gcloud sql backups restore`",
    "`gcloud run services update-traffic --to-revisions=PREVIOUS=100`",
  ])("R-390 R-391 says what to do instead of %s", (command) => {
    const [why, instead] = row(section(text, "What does not exist"), command);
    expect([why, instead]).not.toContain("");
  });
});

describe("pages", () => {
  test("R-414 one for each alert, and the procedures", () => {
    const files = readdirSync(join(root, "runbooks"));
    const kinds = names.flatMap((name) => alertingPoliciesOf(environment(name)).map(({ kind }) => kind));
    const procedures = ["release", "rollback", "secret-rotation", "key-rotation", "outage", "restore-database"];
    procedures.push("restore-firestore", "restore-objects", "drill", "maintenance", "cost-review", "on-call");
    expect(files).toEqual(expect.arrayContaining([...new Set([...kinds, ...procedures])].map((name) => `${name}.md`)));
  });

  test("R-415 from an empty project to a deployed environment, and from there to a release", () => {
    const guide = page("docs/first-deploy.md");
    const steps = [...guide.matchAll(/^## (\d+)\. (.+)$/gm)].map(([, number, title]) => [Number(number), title]);
    expect(steps.map(([number]) => number)).toEqual(steps.map((_, index) => index + 1));
    expectOrder(
      guide,
      "gcloud auth login",
      "## 3. Bootstrap",
      "## 4. Foundation",
      "## 6. Data",
      "## 8. Runtime",
      "## 14. Operations",
      "## 15. Smoke check",
    );
    expect(row(runbook("README"), "an environment is made for the first time")).toEqual([
      "[docs/first-deploy.md](../docs/first-deploy.md)",
    ]);
  });

  test.each([
    ["Failed to connect to audio session", "user-impact"],
    ["Audio session disconnected unexpectedly", "websocket-disconnections"],
    ["Service Unavailable", "instance-saturation"],
    ["it answers late", "latency-p95"],
    ["no voice, text only", "cost-runaway"],
    ["a conversation is not generated", "model-errors"],
    ["my job never ends", "dead-letters"],
    ["memory rises", "memory-utilization"],
    ["database timeouts", "database-connections"],
    ["errors of Suno", "status pages"],
    ["`terraform init failed`: leftovers", "delete `.terraform`"],
    ["403, `Permission denied`", "gcloud auth list"],
    ["`Error acquiring the state lock`", "force-unlock"],
    ["409, the resource exists already", "import it"],
  ])("R-416 from the sign '%s' to %s", (sign, where) => {
    const found = rows(runbook("troubleshooting")).filter(([cell]) => cell!.replaceAll('"', "").startsWith(sign));
    expect(found).toHaveLength(1);
    expect(found[0]!.join()).toContain(where);
    if (existsSync(join(root, `runbooks/${where}.md`))) expect(found[0]!.join()).toContain(`${where}.md`);
  });

  test("R-423 links the documentation of Cloud Run, GKE and the provider in the version that is used", () => {
    const links = section(runbook("troubleshooting"), "Links");
    const { version } = stackJson("prod-foundation").json.terraform.required_providers.google;
    expect(links).toContain(`https://registry.terraform.io/providers/hashicorp/google/${version as string}/docs`);
    for (const link of [
      "run/docs",
      "kubernetes-engine/docs",
      "docs/enterprise/best-practices-for-enterprise-organizations",
    ])
      expect(links).toContain(`<https://cloud.google.com/${link}>`);
  });
});
