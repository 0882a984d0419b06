import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PromqlCondition } from "../../observability/alerts/alert";
import { burnRateAlerts } from "../../observability/alerts/burn-rate";
import { burnThreshold, fastBurn, slowBurn } from "../../observability/slos/burn-rate";
import { burnRateFilter, slosOf, type Slo } from "../../observability/slos/slo";
import { environment, issuesOf } from "../support/environments";
import { stackJson } from "../support/stacks";
import type { Attributes } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const services = ["audio", "conversation", "gateway", "media", "realtime", "rest"];
const policy = readFileSync(join(__dirname, "../../runbooks/error-budget-policy.md"), "utf8");

/** Objectives of one kind in an environment's stack, by their service. */
function made(name: string, key: Slo["key"]): Record<string, Attributes> {
  const slos = Object.values(stackJson(`${name}-operations`).all("google_monitoring_slo"));
  return Object.fromEntries(
    slos.filter(({ slo_id }) => slo_id === key).map((slo) => [slo.user_labels.service as string, slo]),
  );
}

const cells = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

describe("objectives", () => {
  test.each(names)(
    "R-244 R-247 every service of %s answers 99.5 % of its requests without a failure that users feel",
    (name) => {
      const slos = made(name, "availability");
      expect(Object.keys(slos).sort()).toEqual(services);
      for (const [service, { goal, rolling_period_days, request_based_sli }] of Object.entries(slos)) {
        expect([goal, rolling_period_days]).toEqual([0.995, 30]);
        const { bad_service_filter, total_service_filter } = request_based_sli.good_total_ratio as Attributes;
        expect(total_service_filter).toBe(
          `metric.type="logging.googleapis.com/user/requests" AND resource.type="cloud_run_revision" AND resource.labels.service_name="parley-${service}"`,
        );
        expect(bad_service_filter).toBe(
          (total_service_filter as string).replace("user/requests", "user/failed_requests"),
        );
      }
    },
  );

  test("R-245 95 % of requests, and of turns where a request is a conversation, take no longer than a second", () => {
    const slos = made("prod", "latency");
    expect(Object.keys(slos).sort()).toEqual(services);
    const metrics = Object.entries(slos).map(([service, { goal, request_based_sli }]) => {
      const { distribution_filter, range } = request_based_sli.distribution_cut as Attributes;
      // Turns are in milliseconds, requests in seconds. A conversation is generated in 8 s on average (its entry says so).
      const max = ["audio", "realtime"].includes(service) ? 1000 : service === "conversation" ? 20 : 1;
      expect([goal, range]).toEqual([0.95, { max }]);
      return [service, /metric\.type="([^"]+)"/.exec(distribution_filter as string)![1]];
    });
    expect(Object.fromEntries(metrics)).toEqual({
      audio: "logging.googleapis.com/user/turn_latency",
      conversation: "logging.googleapis.com/user/request_latency",
      gateway: "logging.googleapis.com/user/request_latency",
      media: "logging.googleapis.com/user/request_latency",
      realtime: "logging.googleapis.com/user/turn_latency",
      rest: "logging.googleapis.com/user/request_latency",
    });
  });

  test("R-246 98 % of audio sessions lose less than 5 % of their packets", () => {
    const slos = made("prod", "quality");
    expect(Object.keys(slos).sort()).toEqual(["audio", "realtime"]);
    for (const { goal, request_based_sli } of Object.values(slos)) {
      const { distribution_filter, range } = request_based_sli.distribution_cut as Attributes;
      expect([goal, range]).toEqual([0.98, { max: 0.05 }]);
      expect(distribution_filter).toContain('metric.type="logging.googleapis.com/user/audio_packet_loss"');
    }
  });

  test("R-245 R-246 count metrics that the foundation layer makes", () => {
    const metrics = Object.values(stackJson("prod-foundation").all("google_logging_metric")).map(
      ({ name }) => name as string,
    );
    const counted = JSON.stringify(stackJson("prod-operations").all("google_monitoring_slo"));
    const logged = [...counted.matchAll(/logging\.googleapis\.com\/user\/([\w-]+)/g)].map(([, name]) => name!);
    expect([...new Set(logged)].sort()).toEqual([
      "audio_packet_loss",
      "failed_requests",
      "request_latency",
      "requests",
      "turn_latency",
    ]);
    expect(metrics).toEqual(expect.arrayContaining([...new Set(logged)]));
  });

  test("R-249 no service promises an availability below 99 %", () => {
    const lower = issuesOf("prod", (_, catalog) => (catalog.services.rest.objectives = { availability: 0.98 }));
    expect(lower).toEqual([expect.stringContaining("must be a share from 0.99 to 0.999, got 0.98; raise it to 0.99")]);
  });
});

describe("burn rates", () => {
  test("R-248 are watched for every objective of every service, the audio service's among them", () => {
    const prod = environment("prod");
    const watched = burnRateAlerts(prod).map(
      ({ kind, subject, aspect }) => `${kind} ${subject.kind === "service" ? subject.service.slug : ""} ${aspect!}`,
    );
    const expected = slosOf(prod).flatMap(({ service, key }) => [
      `error-budget-fast-burn ${service.slug} ${key}`,
      `error-budget-slow-burn ${service.slug} ${key}`,
    ]);
    expect(watched).toEqual(expected);
    expect(expected).toContain("error-budget-fast-burn audio quality");
    const services = Object.values(stackJson("prod-operations").all("google_monitoring_custom_service"));
    expect(services.map(({ service_id }) => service_id as string)).toContain("parley-audio");
  });

  test("R-248 page at 14.4 times the even pace over an hour, 7.2 % of the requests", () => {
    const [alert] = burnRateAlerts(environment("prod"));
    const [anHour] = alert!.conditions as unknown as PromqlCondition[];
    expect([alert!.severity, anHour!.comparison, anHour!.threshold]).toEqual(["page", ">", 0.072]);
    expect(anHour!.value).toContain("[1h]");
  });

  test("R-260 can be charted by the names that the stack gives", () => {
    const prod = environment("prod");
    const { all } = stackJson("prod-operations");
    const ids = Object.values(all("google_monitoring_slo")).map(
      ({ user_labels, slo_id }) => `services/parley-${user_labels.service}/serviceLevelObjectives/${slo_id}`,
    );
    const charted = slosOf(prod).map((slo) => burnRateFilter(prod, slo, 3600));
    expect(charted.sort()).toEqual(
      ids.map((id) => `select_slo_burn_rate("projects/100000000003/${id}", "3600s")`).sort(),
    );
  });
});

describe("the error budget policy", () => {
  test("R-347 reads budgets by the Monitoring API, since gcloud has no command for it, and says what 0.5 % is", () => {
    expect(policy).toContain("projects.services.serviceLevelObjectives");
    expect(policy).toContain("select_slo_budget_fraction");
    expect(policy).toMatch(/^\| `availability` .* 0\.5 % \| 3\.6 hours a month/m);
    expect((1 - 0.995) * 30 * 24).toBeCloseTo(3.6);
    for (const [, block] of policy.matchAll(/```sh\n([\s\S]*?)```/g)) expect(block).not.toContain("monitoring slos");
  });

  test("R-248 says the figures at which the alerts open", () => {
    const rows = policy.split("\n").filter((line) => /^\| \[(fast|slow)\]/.test(line));
    const said = rows.map((line) => cells(line).slice(2, 7));
    const percent = (share: number): string => `${Number((100 * share).toPrecision(6))} %`;
    const goals = [0.995, 0.95, 0.98];
    expect(said).toEqual(
      [...fastBurn, ...slowBurn].map((window) => {
        const [first] = goals.map((goal) => burnThreshold({ goal, periodDays: 30 }, window));
        const shares = goals.map((goal) => percent(burnThreshold({ goal, periodDays: 30 }, window).badShare));
        return [percent(first!.budgetShare), String(first!.burnRate), ...shares];
      }),
    );
  });
});
