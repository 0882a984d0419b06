import {
  ComputeSecurityPolicy,
  type ComputeSecurityPolicyRule,
} from "@cdktf/provider-google/lib/compute-security-policy";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { loadBalancerName } from "../load-balancing/names";
import { priorities, ruleSets } from "./security-rules";

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
