import { z } from "zod";
import { line, routePath, sourceRange, wholeNumber } from "../../contract/fields";
import { ruleId, ruleSets } from "./security-rules";

const fieldName = z.string().regex(/^[\w.[\]-]{1,128}$/, "must be the field's name, without its value");

/** A part of the request that one rule does not look at. Google, "Tune preconfigured WAF rules". */
const requestPart = z.union(
  [
    z.strictObject({ header: fieldName }),
    z.strictObject({ cookie: fieldName }),
    /** A parameter of the query or a field of the body. */
    z.strictObject({ parameter: fieldName }),
    /** The path itself, exact or ending in `/*`; the rule still looks at the headers and the body of such a request. */
    z.strictObject({ path: routePath }),
  ],
  { error: "must be one of { header }, { cookie }, { parameter } and { path }" },
);
export type RequestPart = z.output<typeof requestPart>;

const exception = z.strictObject({
  /** Google's id of the rule, as `preconfiguredExprIds` of the load balancer's log names it. */
  rule: z.string().regex(ruleId, {
    error: (issue) =>
      `must be a rule like 'owasp-crs-v042200-id942100-sqli' of one of ${ruleSets.join(", ")}, got '${String(issue.input)}'`,
  }),
  /** Part of the request that the rule does not look at. @default - the rule is off for every request */
  part: requestPart.optional(),
  /** Why what the rule matched is no attack. */
  reason: line(256),
});
export type FirewallException = z.output<typeof exception>;

/** Cloud Armor in front of every routed service. */
export const cloudArmorSettings = z.strictObject({
  enabled: z.boolean(),
  /** `enforce` refuses requests that match a firewall rule; `preview` only logs them, to find false positives. */
  firewallMode: z.enum(["enforce", "preview"]),
  /** Rule sets that only log while the others refuse, such as one that is new here. @default - none */
  previewedRuleSets: z.array(z.enum(ruleSets)).default([]),
  /** False alarms: what single rules of the firewall leave alone. An expression of Cloud Armor has room for about this many. @default - none */
  exceptions: z.array(exception).max(20).default([]),
  /** Adaptive Protection: detects layer-7 attacks. Full attack signatures need Cloud Armor Enterprise. */
  adaptiveProtection: z.boolean(),
  /**
   * Requests a minute from one client address to one service. Cloud Armor counts at each backend service by itself, so a client of
   * six services may send six times as many; an office behind one NAT address is one client. Google, "Rate limiting overview".
   */
  requestsPerMinute: wholeNumber.min(1),
  /** New WebSocket connections a minute from one client address to one service; counted as `requestsPerMinute` is. */
  websocketHandshakesPerMinute: wholeNumber.min(1),
  /** Source ranges without a rate limit, such as the load generator's or an office's. The firewall rules still apply to them. */
  rateLimitExemptRanges: z.array(sourceRange).max(10, "Cloud Armor takes 10 ranges in a rule"),
});
