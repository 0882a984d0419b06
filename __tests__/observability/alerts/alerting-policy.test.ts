import { describe, expect, test } from "vitest";
import { alertsOf } from "../../../observability/alerts/all";
import { alertingPoliciesOf, policyKind } from "../../../observability/alerts/alerting-policy";
import { policyFilter, policyQuery, subjectVariable } from "../../../observability/alerts/policy-query";
import { alertQuery } from "../../../observability/alerts/alert";
import { environment } from "../../support/environments";

const prod = environment("prod");
const policies = alertingPoliciesOf(prod);
const policy = (id: string): (typeof policies)[number] => policies.find((one) => one.id === id)!;

describe("alerting policies", () => {
  test("hold every alert once, sorted by an id and under a name of their own", () => {
    const alerts = policies.flatMap((one) => one.alerts);
    expect(new Set(alerts)).toEqual(new Set(alertsOf(prod)));
    expect(alerts).toHaveLength(alertsOf(prod).length);
    const ids = policies.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(policies.map(({ name }) => name)).size).toBe(policies.length);
  });

  test("are at most 60 for six services, and two pages for each of them", () => {
    expect(prod.services).toHaveLength(6);
    expect(policies.length).toBeLessThanOrEqual(60);
    for (const { slug } of prod.services) {
      const pages = policies.filter(({ subject, severity }) => {
        return subject?.kind === "service" && subject.service.slug === slug && severity === "page";
      });
      expect(pages.map(({ kind }) => kind)).toEqual(["unreachable", "user-impact"]);
    }
  });

  test("grow by two with a service", () => {
    const more = environment("prod", (spec, catalog) => {
      catalog.services["captions"] = { ...catalog.services["rest"]!, accountId: "captions-service" };
      spec.services["captions"] = { ...spec.services["rest"]! };
      catalog.services["captions"].route = { host: "captions", paths: ["/*"] };
    });
    expect(alertingPoliciesOf(more).map(({ id }) => id)).toEqual(
      [...policies.map(({ id }) => id), "unreachable_captions", "user-impact_captions"].sort(),
    );
  });

  test("that page for a service have no label, so that all signs are one incident", () => {
    const { query, forSeconds } = policyQuery(policy("user-impact_audio"));
    expect(forSeconds).toBe(120);
    expect(query).not.toContain("label_replace(sum(rate(logging_googleapis_com:user_failed_requests");
    for (const alert of alertsOf(prod))
      if (
        policyKind(alert) === "user-impact" &&
        alert.subject.kind === "service" &&
        alert.subject.service.slug === "audio"
      )
        expect(query).toContain(`(${alertQuery(alert.conditions as never)})`);
    expect(subjectVariable(policy("user-impact_audio"))).toBeUndefined();
  });

  test("about several subjects name each in the incident, and an aspect too", () => {
    const slow = policy("error-budget-slow-burn");
    const { query } = policyQuery(slow);
    expect(slow.subject).toBeUndefined();
    expect(subjectVariable(slow)).toBe("${metric_or_resource.label.service}");
    for (const key of ["availability", "latency"])
      expect(query).toContain(`, "service", "media", "", ""), "aspect", "${key}", "", "")`);
  });

  test("on log entries join the filters, and take the subject from the entry", () => {
    const crash = policy("crash-loop");
    const { filter, labels } = policyFilter(crash);
    expect(filter.split(") OR (")).toHaveLength(6);
    expect(
      new RegExp(/REGEXP_EXTRACT\(resource.labels.service_name, "(.+)"\)/.exec(labels!["service"]!)![1]!).exec(
        "parley-audio",
      )![1],
    ).toBe("audio");
    expect(subjectVariable(crash)).toBe("${log.extracted_label.service}");
    const { labels: ofSecrets } = policyFilter(policy("unexpected-secret-access"));
    const read = new RegExp(/"(.+)"/.exec(ofSecrets!["secret"]!)![1]!);
    expect(read.exec("projects/1/secrets/suno-api-key/versions/2")![1]).toBe("suno-api-key");
  });

  test("about one subject are the alert's own query", () => {
    const down = policy("database-down");
    expect(policyQuery(down).query).toBe(alertQuery(down.alerts[0].conditions as never));
    expect(down.name).toBe("Database - Down");
  });

  test("refuse alerts that last differently", () => {
    const { alerts, ...rest } = policy("user-impact_rest");
    const [first, ...others] = alerts;
    const [condition] = first.conditions;
    const slower = { ...first, conditions: [{ ...condition, forSeconds: 300 }] } as never;
    expect(() => policyQuery({ ...rest, alerts: [slower, ...others] })).toThrow(
      "alerts of 'user-impact_rest' hold for different times: 300, 120 s",
    );
  });
});
