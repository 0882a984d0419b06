import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

const rule = "owasp-crs-v042200-id942100-sqli";
const reason = "prompts are text";
const firewall = (settings: object): string[] =>
  issuesOf("dev", (spec) => (spec.cloudArmor = { ...spec.cloudArmor, ...settings }));
const excepted = (...exceptions: object[]): string[] => firewall({ exceptions });
const line = (field: string, message: string): string => `environments/dev.ts: cloudArmor.${field}: ${message}`;

describe("an exception of the firewall", () => {
  test("is one rule, or one part of the request for it, with a reason", () => {
    expect(excepted({ rule, reason })).toEqual([]);
    expect(excepted({ rule, part: { parameter: "prompt" }, reason }, { rule, part: { path: "/a/*" }, reason })).toEqual(
      [],
    );
  });

  test("has a reason", () => {
    expect(excepted({ rule })).toEqual([line("exceptions.0.reason", "is missing; expected string")]);
    expect(excepted({ rule, reason: " " })).toHaveLength(1);
  });

  test.each([
    "942100",
    "owasp-crs-v030301-id942100-sqli",
    "owasp-crs-v042200-id942100-methodenforcement",
    "owasp-crs-v042200-id942100-sqli']}) || true",
  ])("is no rule called %s", (unknown) => {
    expect(excepted({ rule: unknown, reason })).toEqual([
      line(
        "exceptions.0.rule",
        `must be a rule like 'owasp-crs-v042200-id942100-sqli' of one of sqli, xss, lfi, rfi, rce, scannerdetection, protocolattack, php, sessionfixation, java, generic, got '${unknown}'`,
      ),
    ]);
  });

  test.each([{}, { parameter: "a", header: "b" }, { body: "a" }, { parameter: "a=b" }, { path: "a" }])(
    "is for no part of the request like %j",
    (part) => {
      expect(excepted({ rule, part, reason })).not.toEqual([]);
    },
  );

  test("is said once", () => {
    const part = { parameter: "prompt" };
    expect(excepted({ rule, part, reason }, { rule, part, reason: "another" })).toEqual([
      line("exceptions", `excepts ${rule} of parameter prompt twice; remove one`),
    ]);
    expect(excepted({ rule, reason }, { rule, part, reason })).toEqual([
      line("exceptions", `${rule} of parameter prompt is excepted, and '${rule}' as a whole, too; remove one of them`),
    ]);
  });

  test("fits into an expression of Cloud Armor, also with the most exceptions for one rule set", () => {
    const most = Array.from({ length: 20 }, (_, index) => ({
      rule: `owasp-crs-v042200-id9421${String(index).padStart(2, "0")}-sqli`,
      reason,
    }));
    expect(excepted(...most)).toEqual([]);
    expect(excepted(...most, { rule: "owasp-crs-v042200-id942199-sqli", reason })).toHaveLength(1);
    // An expression takes 2048 characters, a part of it 1024.
    expect(most.map((one) => `'${one.rule}', `).join("").length + 100).toBeLessThan(1024);
  });
});

describe("a previewed rule set", () => {
  test("is one of the firewall's", () => {
    expect(firewall({ previewedRuleSets: ["generic"] })).toEqual([]);
    expect(firewall({ previewedRuleSets: ["methodenforcement"] })).toHaveLength(1);
    expect(firewall({ previewedRuleSets: ["rce", "rce"] })).toEqual([
      line("previewedRuleSets", "names 'rce' twice; remove one"),
    ]);
  });
});
