/**
 * Response headers that every backend adds, so that no service has to remember
 * them: browsers keep to HTTPS for a year, guess no content types, and show no
 * page of ours in a frame of others.
 */
export const securityHeaders: readonly string[] = [
  "Strict-Transport-Security: max-age=31536000; includeSubDomains",
  "X-Content-Type-Options: nosniff",
  "X-Frame-Options: DENY",
  "Referrer-Policy: strict-origin-when-cross-origin",
];
