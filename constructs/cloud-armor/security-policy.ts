import {
  ComputeSecurityPolicy,
  type ComputeSecurityPolicyRule,
  type ComputeSecurityPolicyRulePreconfiguredWafConfigExclusion,
} from "@cdktf/provider-google/lib/compute-security-policy";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { loadBalancerName } from "../load-balancing/names";
import { preconfigured, priorities, ruleSetOf, ruleSets, type RuleSet } from "./security-rules";
import type { FirewallException, RequestPart } from "./schema";

export interface SecurityPolicyProps {
  readonly environment: Environment;
}

/**
 * Cloud Armor security policy in front of every routed service. The first rule that
 * matches decides, so the order matters:
 *
 *     1000  refuse requests that match a firewall rule   (also from exempt sources)
 *     2000  allow exempt sources                         (the load generator)
 *     3000  limit WebSocket handshakes of a client       (one occupies an instance's slot for up to an hour)
 *     4000  limit requests of a client, allow the rest
 *
 * Limits count per client address and per backend service (Google, "Rate limiting
 * overview"): a client may use the threshold once at each service, and people
 * behind one NAT address share it. A limit over all clients would let a single
 * client block everybody else.
 */
export class SecurityPolicy extends Construct {
  /** Path for backends, known at plan time; a resource that uses it depends on the policy. */
  readonly path: string;

  constructor(scope: Construct, id: string, { environment }: SecurityPolicyProps) {
    super(scope, id);
    const { cloudArmor } = environment;
    const policy = new ComputeSecurityPolicy(this, "Default", {
      name: loadBalancerName(environment, "security-policy"),
      description: "Web application firewall and rate limits of the public services",
      type: "CLOUD_ARMOR",
      // Logs the parts of a request that a rule matched; without them a false positive cannot be explained.
      advancedOptionsConfig: { jsonParsing: "STANDARD", logLevel: "VERBOSE" },
      adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: cloudArmor.adaptiveProtection } },
      rule: [
        ...ruleSets.map((set, index) => firewallRule(cloudArmor, set, 1000 + index * 10)),
        ...(cloudArmor.rateLimitExemptRanges.length === 0
          ? []
          : [
              {
                action: "allow",
                preview: false,
                priority: priorities.exempt,
                description: "Sources without a rate limit",
                match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: cloudArmor.rateLimitExemptRanges } },
              },
            ]),
        {
          ...throttle(
            priorities.handshakes,
            "WebSocket handshakes of one client",
            cloudArmor.websocketHandshakesPerMinute,
          ),
          match: {
            expr: {
              expression: "has(request.headers['upgrade']) && request.headers['upgrade'].lower() == 'websocket'",
            },
          },
        },
        {
          ...throttle(priorities.requests, "Requests of one client", cloudArmor.requestsPerMinute),
          match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } },
        },
        {
          action: "allow",
          preview: false,
          priority: priorities.default,
          description: "Default",
          match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } },
        },
      ],
    });
    this.path = `projects/${environment.project.id}/global/securityPolicies/${policy.name}`;
  }
}

/** Refuses what one rule set takes for an attack, but for the environment's exceptions. */
function firewallRule(
  { firewallMode, previewedRuleSets, exceptions }: Environment["cloudArmor"],
  set: RuleSet,
  priority: number,
): ComputeSecurityPolicyRule {
  const own = exceptions.filter(({ rule }) => ruleSetOf(rule) === set);
  const off = own.filter(({ part }) => part === undefined).map(({ rule }) => `'${rule}'`);
  const options = ["'sensitivity': 1", ...(off.length === 0 ? [] : [`'opt_out_rule_ids': [${off.join(", ")}]`])];
  const exclusion = own.flatMap(({ rule, part }) => (part === undefined ? [] : [exclusionOf(set, rule, part)]));
  return {
    action: "deny(403)",
    priority,
    description: `OWASP: ${set}`,
    preview: firewallMode === "preview" || previewedRuleSets.includes(set),
    match: { expr: { expression: `evaluatePreconfiguredWaf('${preconfigured(set)}', {${options.join(", ")}})` } },
    ...(exclusion.length === 0 ? {} : { preconfiguredWafConfig: { exclusion } }),
  };
}

function exclusionOf(
  set: RuleSet,
  rule: FirewallException["rule"],
  part: RequestPart,
): ComputeSecurityPolicyRulePreconfiguredWafConfigExclusion {
  const target = { targetRuleSet: preconfigured(set), targetRuleIds: [rule] };
  if ("header" in part) return { ...target, requestHeader: [{ operator: "EQUALS", value: part.header }] };
  if ("cookie" in part) return { ...target, requestCookie: [{ operator: "EQUALS", value: part.cookie }] };
  if ("parameter" in part) return { ...target, requestQueryParam: [{ operator: "EQUALS", value: part.parameter }] };
  const { path } = part;
  const uri = path.endsWith("/*")
    ? { operator: "STARTS_WITH", value: path.slice(0, -1) }
    : { operator: "EQUALS", value: path };
  return { ...target, requestUri: [uri] };
}

function throttle(
  priority: number,
  description: string,
  countPerMinute: number,
): Omit<ComputeSecurityPolicyRule, "match"> {
  return {
    action: "throttle",
    preview: false,
    priority,
    description,
    rateLimitOptions: {
      conformAction: "allow",
      exceedAction: "deny(429)",
      enforceOnKey: "IP",
      rateLimitThreshold: { count: countPerMinute, intervalSec: 60 },
    },
  };
}
