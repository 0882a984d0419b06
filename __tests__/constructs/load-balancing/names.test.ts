import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { hostResourceName, serviceHost } from "../../../constructs/load-balancing/names";
import { host, longKey } from "../../contract/arbitraries";
import { environment } from "../../support/environments";

const dev = environment("dev");

describe("the names of the load balancer", () => {
  test("of a host begin the domain, or are the domain", () => {
    expect(serviceHost(dev, { host: "media" })).toBe("media.dev.app.example.com");
    expect(serviceHost(dev, {})).toBe("dev.app.example.com");
  });

  test("of a host are valid DNS labels for a prefix of 13 characters or fewer", () => {
    const prefix = longKey.filter((candidate) => candidate.length <= 13);
    fc.assert(
      fc.property(prefix, fc.oneof(host, fc.domain()), (namePrefix, name) => {
        expect(hostResourceName({ ...dev, namePrefix }, name)).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
      }),
    );
  });

  test("of a long host are cut to 40 characters of it, not at a hyphen", () => {
    expect(hostResourceName(dev, `${"a".repeat(41)}.example.com`)).toMatch(/^parley-a{40}-[0-9a-f]{8}$/);
    expect(hostResourceName(dev, `${"a".repeat(39)}.example.com`)).toMatch(/^parley-a{39}-[0-9a-f]{8}$/);
  });

  test("of hosts that differ only in '.' and '-' are distinct", () => {
    expect(hostResourceName(dev, "a-b.example.com")).not.toBe(hostResourceName(dev, "a.b.example.com"));
  });

  test("of distinct hosts are distinct, also past the length at which they are cut", () => {
    fc.assert(
      fc.property(host, host, (one, other) => {
        fc.pre(one !== other);
        expect(hostResourceName(dev, one)).not.toBe(hostResourceName(dev, other));
      }),
      { numRuns: 200 },
    );
  });
});
