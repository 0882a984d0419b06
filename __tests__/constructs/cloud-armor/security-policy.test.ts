import { describe, expect, test } from "vitest";
import { SecurityPolicy } from "../../../constructs/cloud-armor/security-policy";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { expectEqualAddresses, only, type Change } from "../fixtures";

const armor =
  (
    fields: Partial<{
      firewallMode: "enforce" | "preview";
      adaptiveProtection: boolean;
      rateLimitExemptRanges: string[];
      previewedRuleSets: string[];
      exceptions: object[];
    }>,
  ): Change =>
  (spec) => {
    (spec as any).cloudArmor = {
      enabled: true,
      firewallMode: "enforce",
      adaptiveProtection: false,
      requestsPerMinute: 120,
      websocketHandshakesPerMinute: 7,
      rateLimitExemptRanges: [],
      ...fields,
    };
  };
const policy = (fields: Parameters<typeof armor>[0] = {}): Attributes =>
  only(
    synthesize((scope) => {
      new SecurityPolicy(scope, "Policy", { environment: environment("dev", armor(fields)) });
    }),
    "google_compute_security_policy",
  );
const rules = (fields: Parameters<typeof armor>[0] = {}): Attributes[] => policy(fields).rule as Attributes[];
const firewall = (all: Attributes[]): Attributes[] => all.filter(({ action }) => action === "deny(403)");
const exempt = { rateLimitExemptRanges: ["203.0.113.10/32", "2001:db8::/32"] };
const defaultPriority = 2147483647;

describe("SecurityPolicy", () => {
  test("in preview logs what the firewall would refuse, and still bounds clients", () => {
    expect(firewall(rules({ firewallMode: "preview" })).filter(({ preview }) => preview !== true)).toEqual([]);
    expect(firewall(rules()).filter(({ preview }) => preview !== false)).toEqual([]);
    const throttles = rules({ firewallMode: "preview" }).filter(({ action }) => action === "throttle");
    expect(throttles.map(({ preview }) => preview as boolean)).toEqual([false, false]);
  });

  test("has no more expressions than a project's default quota of 20", () => {
    expect(rules(exempt).filter(({ match }) => match.expr !== undefined).length).toBeLessThanOrEqual(20);
  });

  test("reads JSON bodies and logs what a rule matched", () => {
    expect(Object.fromEntries(Object.entries(policy()).filter(([name]) => name !== "rule"))).toEqual({
      name: "parley-security-policy",
      description: "Web application firewall and rate limits of the public services",
      type: "CLOUD_ARMOR",
      advanced_options_config: { json_parsing: "STANDARD", log_level: "VERBOSE" },
      adaptive_protection_config: { layer_7_ddos_defense_config: { enable: false } },
    });
  });

  test("watches for layer-7 attacks where the environment says so", () => {
    expect(policy({ adaptiveProtection: true }).adaptive_protection_config).toEqual({
      layer_7_ddos_defense_config: { enable: true },
    });
  });

  test("decides in the order firewall, exemption, handshakes, requests, default", () => {
    const others = rules(exempt)
      .filter(({ action }) => action !== "deny(403)")
      .map(({ priority, action }) => [priority, action]);
    expect(others).toEqual([
      [2000, "allow"],
      [3000, "throttle"],
      [4000, "throttle"],
      [defaultPriority, "allow"],
    ]);
    const denials = firewall(rules(exempt)).map(({ priority }) => priority as number);
    expect(Math.max(...denials)).toBeLessThan(2000);
  });

  test("gives each rule a priority of its own and a description that Cloud Armor takes", () => {
    const all = rules(exempt);
    expect(new Set(all.map(({ priority }) => priority)).size).toBe(all.length);
    expect(all.filter(({ description }) => description.length === 0 || description.length > 64)).toEqual([]);
  });

  test("refuses what each rule set of the Core Rule Set 4.22 takes for an attack, at the lowest sensitivity", () => {
    expect(firewall(rules()).map(({ match }) => match)).toEqual(
      [
        "sqli",
        "xss",
        "lfi",
        "rfi",
        "rce",
        "scannerdetection",
        "protocolattack",
        "php",
        "sessionfixation",
        "java",
        "generic",
      ].map((set) => ({ expr: { expression: `evaluatePreconfiguredWaf('${set}-v422-stable', {'sensitivity': 1})` } })),
    );
  });

  test("only logs what a previewed rule set would refuse, while the others refuse", () => {
    const previewed = firewall(rules({ previewedRuleSets: ["rce", "sqli"] })).filter(({ preview }) => preview === true);
    expect(previewed.map(({ description }) => description as string)).toEqual(["OWASP: sqli", "OWASP: rce"]);
  });

  const [whole, other] = ["owasp-crs-v042200-id942100-sqli", "owasp-crs-v042200-id942190-sqli"];
  const reason = "prompts are text";

  test("turns single rules off, in their own rule set alone", () => {
    const all = firewall(
      rules({
        exceptions: [
          { rule: whole, reason },
          { rule: other, reason },
        ],
      }),
    );
    expect(all[0]!.match.expr.expression).toBe(
      `evaluatePreconfiguredWaf('sqli-v422-stable', {'sensitivity': 1, 'opt_out_rule_ids': ['${whole}', '${other}']})`,
    );
    expect(all.slice(1)).toEqual(firewall(rules()).slice(1));
    expect(all[0]).not.toHaveProperty("preconfigured_waf_config");
  });

  test.each([
    ["a header", { header: "X-Prompt" }, { request_header: [{ operator: "EQUALS", value: "X-Prompt" }] }],
    ["a cookie", { cookie: "session" }, { request_cookie: [{ operator: "EQUALS", value: "session" }] }],
    ["a parameter", { parameter: "prompt" }, { request_query_param: [{ operator: "EQUALS", value: "prompt" }] }],
    ["a path", { path: "/api/scripts" }, { request_uri: [{ operator: "EQUALS", value: "/api/scripts" }] }],
    [
      "all paths below one",
      { path: "/api/scripts/*" },
      { request_uri: [{ operator: "STARTS_WITH", value: "/api/scripts/" }] },
    ],
  ])("keeps one rule from looking at %s, and leaves the expression as it is", (_, part, excluded) => {
    const rule = "owasp-crs-v042200-id941100-xss";
    const all = firewall(rules({ exceptions: [{ rule, part, reason }] }));
    expect(all[1]!.preconfigured_waf_config).toEqual({
      exclusion: [{ target_rule_set: "xss-v422-stable", target_rule_ids: [rule], ...excluded }],
    });
    expect(all.map(({ match }) => match)).toEqual(firewall(rules()).map(({ match }) => match));
  });

  test("leaves PUT, PATCH and DELETE to the services", () => {
    expect(JSON.stringify(rules())).not.toContain("methodenforcement");
  });

  test("lets exempt sources past the rate limits, yet not past the firewall", () => {
    expect(rules(exempt).filter(({ priority }) => priority === 2000)).toEqual([
      {
        action: "allow",
        preview: false,
        priority: 2000,
        description: "Sources without a rate limit",
        match: { versioned_expr: "SRC_IPS_V1", config: { src_ip_ranges: ["203.0.113.10/32", "2001:db8::/32"] } },
      },
    ]);
  });

  test("exempts nobody where no range is listed", () => {
    expect(
      rules()
        .filter(({ action }) => action === "allow")
        .map(({ priority }) => priority),
    ).toEqual([defaultPriority]);
  });

  test("bounds the WebSocket handshakes of each client address", () => {
    expect(rules().find(({ priority }) => priority === 3000)).toEqual({
      action: "throttle",
      preview: false,
      priority: 3000,
      description: "WebSocket handshakes of one client",
      rate_limit_options: {
        conform_action: "allow",
        exceed_action: "deny(429)",
        enforce_on_key: "IP",
        rate_limit_threshold: { count: 7, interval_sec: 60 },
      },
      match: {
        expr: { expression: "has(request.headers['upgrade']) && request.headers['upgrade'].lower() == 'websocket'" },
      },
    });
  });

  test("bounds the requests of each client address", () => {
    expect(rules().find(({ priority }) => priority === 4000)).toEqual({
      action: "throttle",
      preview: false,
      priority: 4000,
      description: "Requests of one client",
      rate_limit_options: {
        conform_action: "allow",
        exceed_action: "deny(429)",
        enforce_on_key: "IP",
        rate_limit_threshold: { count: 120, interval_sec: 60 },
      },
      match: { versioned_expr: "SRC_IPS_V1", config: { src_ip_ranges: ["*"] } },
    });
  });

  test("counts no limit over all clients together, which would let one shut out the world", () => {
    const limits = rules(exempt).flatMap(({ rate_limit_options: limit }) => (limit === undefined ? [] : [limit]));
    expect(limits.map(({ enforce_on_key: key }) => key)).toEqual(["IP", "IP"]);
  });

  test("ends with the default rule that Cloud Armor asks for", () => {
    expect(rules(exempt).at(-1)).toEqual({
      action: "allow",
      preview: false,
      priority: defaultPriority,
      description: "Default",
      match: { versioned_expr: "SRC_IPS_V1", config: { src_ip_ranges: ["*"] } },
    });
  });

  test("has the same address in every environment", () => {
    expectEqualAddresses((scope, of) => new SecurityPolicy(scope, "Policy", { environment: of }));
  });
});
