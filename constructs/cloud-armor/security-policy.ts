import {
  ComputeSecurityPolicy,
  type ComputeSecurityPolicyRule,
} from "@cdktf/provider-google/lib/compute-security-policy";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { loadBalancerName } from "../load-balancing/names";
import { priorities, ruleSets } from "./names";

export interface SecurityPolicyProps {
  readonly environment: Environment;
}

/**
 * Cloud Armor in front of every public service. The first rule that matches
 * decides, so the order is the design:
 *
 *     1000  refuse what looks like an attack      (also from exempt sources)
 *     2000  let exempt sources pass               (the load test's)
 *     3000  bound WebSocket handshakes a client   (one holds an instance's slot for an hour)
 *     4000  bound requests a client, and let the rest pass
 *
 * A bound counts per client address; counting all clients as one would let a
 * single one shut out the world.
 */
export class SecurityPolicy extends Construct {
  /** Path for backends; ordered after the policy and known at plan. */
  readonly path: string;

  constructor(scope: Construct, id: string, { environment }: SecurityPolicyProps) {
    super(scope, id);
    const { cloudArmor } = environment;
    const policy = new ComputeSecurityPolicy(this, "Default", {
      name: loadBalancerName(environment, "security-policy"),
      description: "Web application firewall and rate limits of the public services",
      type: "CLOUD_ARMOR",
      // Names the parts of a request that a rule matched; without it a false alarm cannot be explained.
      advancedOptionsConfig: { jsonParsing: "STANDARD", logLevel: "VERBOSE" },
      adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: cloudArmor.adaptiveProtection } },
      rule: [
        ...ruleSets.map((set, index): ComputeSecurityPolicyRule => ({
          action: "deny(403)",
          priority: 1000 + index * 10,
          description: `OWASP: ${set}`,
          preview: cloudArmor.firewallMode === "preview",
          match: { expr: { expression: `evaluatePreconfiguredWaf('${set}-v422-stable', {'sensitivity': 1})` } },
        })),
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
