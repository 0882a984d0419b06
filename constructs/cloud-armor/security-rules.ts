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
];

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
