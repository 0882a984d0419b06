import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { fraction, slug, mebibytes, memory, privateRange, routePath, sourceRange, text } from "../../contract/fields";

describe("memory", () => {
  test("is the same in Mi and in Gi", () => {
    expect(mebibytes("512Mi")).toBe(512);
    expect(mebibytes("2Gi")).toBe(2048);
  });

  test("counts 1024 mebibytes to a gibibyte at every size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (size) => {
        expect(mebibytes(`${size}Mi`)).toBe(size);
        expect(mebibytes(`${size}Gi`)).toBe(mebibytes(`${size * 1024}Mi`));
      }),
    );
  });

  test.each(["1G", "1.5Gi", "0Mi", "01Gi", "512", "1Gi ", "1 Gi", "-1Gi", "1gi", ""])(
    "is not written '%s'",
    (value) => {
      expect(memory.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
        `must be a whole number and Mi or Gi, like '512Mi' or '2Gi', got '${value}'`,
      ]);
    },
  );
});

describe("a fraction", () => {
  test("is 0 to 1, both included", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        expect(fraction.safeParse(value).success).toBe(true);
      }),
    );
    expect(fraction.parse(0)).toBe(0);
    expect(fraction.parse(1)).toBe(1);
  });

  test("takes no percent, and the issue computes the share that is meant", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100 }), (percent) => {
        const message = fraction.safeParse(percent).error?.issues[0]?.message ?? "";
        expect(message).toBe(`must be a fraction from 0 to 1, got ${percent}; for ${percent} % write ${percent / 100}`);
        expect(fraction.safeParse(Number(message.split("write ")[1])).success).toBe(true);
      }),
    );
  });

  test.each([
    [1.1, 0.011],
    [1.4, 0.014],
    [2.8, 0.028],
  ])("of %d percent is written without a rounding error: %d", (percent, share) => {
    expect(fraction.safeParse(percent).error?.issues.map(({ message }) => message)).toEqual([
      `must be a fraction from 0 to 1, got ${percent}; for ${percent} % write ${share}`,
    ]);
  });

  test.each([-0.01, 101])("has no fix for %d", (value) => {
    expect(fraction.safeParse(value).error?.issues[0]?.message).toBe(`must be a fraction from 0 to 1, got ${value}`);
  });
});

describe("a key", () => {
  test.each(["a", "a1", "audio-cache", "a-b-c", "v2-audio"])("may be %s", (value) => {
    expect(slug.parse(value)).toBe(value);
  });

  test.each(["", "A", "1a", "audio-", "-audio", "audio--cache", "audio-2", "audio_cache", "audio cache", "audio\n"])(
    "is not %j",
    (value) => {
      expect(slug.safeParse(value).success).toBe(false);
    },
  );
});

describe("a private range", () => {
  test.each(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "10.10.0.0/32"])(
    "may be %s",
    (value) => {
      expect(privateRange.parse(value)).toBe(value);
    },
  );

  test.each(["10.0.0.0/7", "192.168.0.0/15", "172.0.0.0/11", "100.0.0.0/9", "0.0.0.0/0"])(
    "is not %s, which holds addresses of others too",
    (value) => {
      expect(privateRange.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
        `'${value}' is not private; take it from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10`,
      ]);
    },
  );

  test("has no host bits set, and the issue writes the range without them", () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 32 }), (b, c, d, prefix) => {
        const given = `10.${b}.${c}.${d}/${prefix}`;
        const [issue] = privateRange.safeParse(given).error?.issues ?? [];
        if (issue === undefined) return;
        const fix = /^'(.*)' has host bits set; write '(.*)'$/.exec(issue.message);
        expect(fix?.[1]).toBe(given);
        expect(privateRange.safeParse(fix?.[2]).success).toBe(true);
        expect(fix?.[2]).toMatch(new RegExp(`/${prefix}$`));
      }),
    );
  });
});

describe("a source range", () => {
  const refusal = (value: string): string[] =>
    (sourceRange.safeParse(value).error?.issues ?? []).map(({ message }) => message);

  test.each(["203.0.113.7/32", "12.0.0.0/8", "2001:db8::/32", "2001::/16"])("may be %s", (value) => {
    expect(refusal(value)).toEqual([]);
  });

  test.each(["12.0.0.0/7", "128.0.0.0/1", "2000::/15", "2000::/3"])("is not %s, which is nobody's alone", (value) => {
    expect(refusal(value)).toEqual([`'${value}' is more than any one network owns; name the sources one by one`]);
  });

  test.each(["0.0.0.0/0", "::/0"])("is not %s", (value) => {
    expect(refusal(value)).toEqual([`'${value}' is the whole internet; name the sources one by one`]);
  });
});

describe("a text", () => {
  test.each(["", "5 $ or 10 %", "{ a: 1 }", "$ {x}", "a\nb"])("may be %j", (value) => {
    expect(text.parse(value)).toBe(value);
  });

  test.each([
    ["a ${b}", "${"],
    ["%{ if x }", "%{"],
    ["$${b}", "${"],
    ["${", "${"],
  ])("is not %j", (value, template) => {
    expect(text.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
      `holds '${template}', which Terraform would read as a template; write it without`,
    ]);
  });
});

describe("a route's path", () => {
  test.each(["/", "/*", "/api", "/api/*", "/a/b.json", "/~user/%20"])("may be %s", (value) => {
    expect(routePath.parse(value)).toBe(value);
  });

  test.each(["/../*", "/a/../b", "/./a", "/a/..", "//assets/*", "/a//b", "/assets//*", "/%2e%2e/*", "/a/%2E"])(
    "is not '%s', of which a client makes another",
    (value) => {
      expect(routePath.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
        `must hold no segment that is empty, '.' or '..', since clients resolve them before they ask, and no '%2e' in their place, got '${value}'`,
      ]);
    },
  );

  test.each(["/a/", "/.well-known/*", "/a..b", "/..."])("may be %s, which stays as it is", (value) => {
    expect(routePath.parse(value)).toBe(value);
  });

  test.each(["", "api", "*", "/api*", "/*/api", "/a/*/*", "/api?x=1", "/a b", "https://example.com/"])(
    "is not '%s'",
    (value) => {
      expect(routePath.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
        `must start with '/' and may hold '*' only as a final '/*', got '${value}'`,
      ]);
    },
  );
});
