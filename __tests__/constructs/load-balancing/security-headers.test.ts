import { describe, expect, test } from "vitest";
import { securityHeaders } from "../../../constructs/load-balancing/security-headers";

describe("securityHeaders", () => {
  const value = (name: string): string | undefined =>
    securityHeaders.find((header) => header.startsWith(`${name}: `))?.slice(name.length + 2);

  test.each([
    ["Strict-Transport-Security", "max-age=31536000; includeSubDomains"],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ])("set %s to %s", (name, expected) => {
    expect(value(name)).toBe(expected);
  });

  test("name each header once, as 'name: value'", () => {
    const names = securityHeaders.map((header) => /^([A-Za-z-]+): \S/.exec(header)?.[1]?.toLowerCase());
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  });
});
