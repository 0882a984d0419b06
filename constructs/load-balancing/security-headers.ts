/**
 * Response headers that every backend adds, so that no service needs to set them:
 * HTTPS only for a year (HSTS), no guessing of content types, and no framing by other
 * sites.
 */
export const securityHeaders: readonly string[] = [
  "Strict-Transport-Security: max-age=31536000; includeSubDomains",
  "X-Content-Type-Options: nosniff",
  "X-Frame-Options: DENY",
  "Referrer-Policy: strict-origin-when-cross-origin",
];
