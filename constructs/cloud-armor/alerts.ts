import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { percent } from "../../observability/percent";
import { series, window } from "../../observability/promql";
import { loadBalancing } from "../load-balancing/metrics";
import { loadBalancerName } from "../load-balancing/names";

/**
 * Share of a service's requests that Cloud Armor refuses above which it hits users: one
 * request in twenty is a path or an office that fails for good. Uptime checks, 3 a minute,
 * count among the requests.
 */
const refusedShare = 0.05;

/** Refused requests in the window below which the share is not meaningful; at night one scanner is most of what comes. */
const fewestRefused = 20;

/**
 * A quarter of an hour, and the condition must hold for half an hour: a scan of some
 * minutes is over by then, a rule that refuses users is not.
 */
const windowSeconds = 900;
const forSeconds = 1800;

/**
 * Alert on services of whose requests Cloud Armor refuses many, so that a rule or a rate
 * limit that hits users is noticed. A refused request reaches no service, so no other
 * alert counts it. An attack that lasts opens it too: only a person can tell.
 *
 * Not verified: that throttled requests count as blocked.
 */
export function cloudArmorAlerts(environment: Environment): Alert[] {
  if (!environment.cloudArmor.enabled) return [];
  const policy = { policy_name: loadBalancerName(environment, "security-policy") };
  const of = (what: "increase" | "rate", labels: Readonly<Record<string, string>>): string =>
    `sum by (backend_target_name) (${what}(${series(environment, loadBalancing.securityPolicyRequests, labels)}[${window(windowSeconds)}]))`;
  const refused = { ...policy, blocked: "true" };
  return [
    {
      kind: "requests-refused",
      subject: { kind: "environment" },
      title: "Cloud Armor refuses requests",
      severity: "ticket",
      conditions: [
        {
          language: "promql",
          title: `more than ${percent(refusedShare)} of a service's requests are refused`,
          value: `${of("rate", refused)} / ${of("rate", policy)}`,
          comparison: ">",
          threshold: refusedShare,
          guards: [`${of("increase", refused)} >= ${fewestRefused}`],
          forSeconds,
        },
      ],
      meaning: `Cloud Armor has refused more than ${percent(refusedShare)} of a service's requests, and ${fewestRefused} or more in each quarter of an hour, for half an hour; the incident's label names its backend. It is an attack, or a rule or a limit that hits users.`,
      logs: 'resource.type="http_load_balancer" AND jsonPayload.enforcedSecurityPolicy.outcome="DENY"',
    },
  ];
}
