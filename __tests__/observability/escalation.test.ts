import { describe, expect, test } from "vitest";
import { alertingPoliciesOf } from "../../observability/alerts/alerting-policy";
import { notification } from "../../observability/alerts/notification";
import { overviewLinks } from "../../observability/dashboards/links";
import { escalationContact } from "../../observability/escalation";
import { subjectNames } from "../../observability/subject-names";
import { environment, issuesOf } from "../support/environments";

const policyUrl = "https://example.pagerduty.com/escalation_policies/PABC123";
const byTelephone = environment("prod");
const byPagerDuty = environment("prod", (spec) => {
  spec.escalationCall = { kind: "pagerduty", escalationPolicy: policyUrl };
});

describe("the escalation contact", () => {
  test("is called by a number or a policy of PagerDuty, and written to where nobody is woken", () => {
    expect(escalationContact(byTelephone)).toBe("+1 202 555 0143 (lead@example.com)");
    expect(escalationContact(byPagerDuty)).toBe(`PagerDuty ${policyUrl} (lead@example.com)`);
    expect(escalationContact(environment("dev"))).toBe("lead@example.com");
  });

  test("is in every page's notification, on the overview and among the names of the runbooks", () => {
    for (const one of [byTelephone, byPagerDuty]) {
      const pages = alertingPoliciesOf(one).filter(({ severity }) => severity === "page");
      expect(pages.length).toBeGreaterThan(10);
      for (const policy of pages)
        expect(notification(one, policy).content).toContain(
          `\n\nNo progress after 15 minutes: call the escalation contact, ${escalationContact(one)}.\n\n`,
        );
      expect(overviewLinks(one)).toContain(escalationContact(one));
      expect(subjectNames(one, { kind: "environment" })["ESCALATION"]).toBe(escalationContact(one));
    }
  });

  test("can be called wherever pages wake somebody, and need not elsewhere", () => {
    expect(issuesOf("dev", (spec) => delete spec.escalationCall)).toEqual([]);
    expect(issuesOf("prod", (spec) => delete spec.escalationCall)).toEqual([
      "environments/prod.ts: escalationCall: is missing; pages wake somebody here, who calls the escalation contact after 15 minutes, and a mail address cannot be called; " +
        'add { kind: "telephone", number: "+1 202 555 0143" }, or { kind: "pagerduty", escalationPolicy } with the address of a policy',
    ]);
  });

  test.each(["555 0143", "+1", "+0 202 555 0143", "+1-202-555-0143", "lead@example.com", "+1 202 555 0143 "])(
    "is not called by '%s'",
    (number) => {
      expect(issuesOf("prod", (spec) => (spec.escalationCall = { kind: "telephone", number }))).toEqual([
        `environments/prod.ts: escalationCall.number: must be an international number like '+1 202 555 0143', of digits and blanks, got '${number}'`,
      ]);
    },
  );

  test.each(["+49 30 23125 000", "+442079460000", "+1 202 555 0100"])("is called by %s", (number) => {
    expect(issuesOf("prod", (spec) => (spec.escalationCall = { kind: "telephone", number }))).toEqual([]);
  });

  test("is not called by another address than that of a policy", () => {
    const issues = (escalationPolicy: string): string[] =>
      issuesOf("prod", (spec) => (spec.escalationCall = { kind: "pagerduty", escalationPolicy }));
    expect(issues("https://example.eu.pagerduty.com/escalation_policies/PABC123")).toEqual([]);
    for (const wrong of ["https://example.com/escalation_policies/PABC123", policyUrl.replace("https", "http"), "Ops"])
      expect(issues(wrong)).toEqual([
        `environments/prod.ts: escalationCall.escalationPolicy: must be an address like '${policyUrl}', got '${wrong}'`,
      ]);
  });
});
