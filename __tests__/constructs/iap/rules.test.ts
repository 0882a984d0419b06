import { describe, expect, test } from "vitest";
import { environment, issuesOf } from "../../support/environments";

const access = { kind: "iap" as const, members: ["group:team@example.com"], oauthClient: "google-managed" as const };

const accessOf = (name: "dev" | "prod", service: string): string | undefined =>
  environment(name).services.find(({ slug }) => slug === service)?.access;

describe("Identity-Aware Proxy", () => {
  test("guards every service of an environment that names its members", () => {
    expect(accessOf("prod", "audio")).toBe("iap");
    expect(accessOf("prod", "rest")).toBe("iap");
  });

  test("leaves a service open that asks for it", () => {
    expect(accessOf("prod", "gateway")).toBe("public");
  });

  test("guards nothing in a public environment", () => {
    expect(accessOf("dev", "audio")).toBe("public");
  });

  test("may be asked for by one service where the environment names members", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.access = access;
        spec.services.audio.access = "iap";
      }),
    ).toEqual([]);
  });

  test("is refused on one service of a public environment, where nobody could pass", () => {
    expect(issuesOf("dev", (spec) => (spec.services.audio.access = "iap"))).toEqual([
      `environments/dev.ts: services.audio.access: is 'iap', but nobody could pass: access.kind is 'public'; set access to { kind: "iap", members: [...], oauthClient: "google-managed" } and open the other services with access: "public"`,
    ]);
  });

  test("is refused without a member", () => {
    expect(issuesOf("prod", (spec) => (spec.access.members = []))).toEqual([
      "environments/prod.ts: access.members: must name at least one",
    ]);
  });
});
