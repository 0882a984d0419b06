import type { Environment } from "../../contract/environment";

/**
 * Preconfigured rule sets of the OWASP Core Rule Set 4.22 (Google, "Cloud Armor
 * preconfigured WAF rules overview"). Method enforcement is left out: it refuses
 * PUT, PATCH and DELETE, which REST clients send.
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

/** Priorities of the other rules; each is one rule. */
export const priorities = {
  /** Only where sources are exempt. */
  exempt: 2000,
  handshakes: 3000,
  requests: 4000,
  /** The rule that everything else falls through to; Cloud Armor asks for exactly this priority. */
  default: 2147483647,
};

/** Rules of the security policy, the default among them; one more where sources are exempt. */
export const securityRuleCount = ({ cloudArmor }: Pick<Environment, "cloudArmor">): number =>
  ruleSets.length + Object.keys(priorities).length - (cloudArmor.rateLimitExemptRanges.length > 0 ? 0 : 1);
