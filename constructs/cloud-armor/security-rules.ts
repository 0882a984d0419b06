import type { Environment } from "../../contract/environment";

/**
 * Preconfigured rule sets of the OWASP Core Rule Set 4.22 (Google, "Cloud Armor
 * preconfigured WAF rules overview"). Method enforcement is omitted: it refuses PUT,
 * PATCH and DELETE, which REST clients send.
 */
export const ruleSets = [
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
] as const;
export type RuleSet = (typeof ruleSets)[number];

/** Google's id of a rule of these sets, as the load balancer's log names it: `owasp-crs-v042200-id942100-sqli`. */
export const ruleId = new RegExp(`^owasp-crs-v042200-id\\d{6}-(${ruleSets.join("|")})$`);

/** The rule set of a rule, from its id. */
export const ruleSetOf = (rule: string): string | undefined => ruleId.exec(rule)?.[1];

/** Name of a rule set in Cloud Armor. */
export const preconfigured = (set: RuleSet): string => `${set}-v422-stable`;

/** Priorities of the other rules, one rule each; `security-policy.ts` writes what they match and do. */
export const priorities = {
  /** Present only if `rateLimitExemptRanges` is not empty. */
  exempt: 2000,
  handshakes: 3000,
  requests: 4000,
  /** The rule for requests that match no other; Cloud Armor requires exactly this priority. */
  default: 2147483647,
};

/** Number of rules in the security policy, including the default; one more if sources are exempt. */
export const securityRuleCount = ({ cloudArmor }: Pick<Environment, "cloudArmor">): number =>
  ruleSets.length + Object.keys(priorities).length - (cloudArmor.rateLimitExemptRanges.length > 0 ? 0 : 1);
