import { describe, expect, test } from "vitest";
import { looksLikeCredential } from "../../contract/credentials";
import { platform } from "../reference/platform";
import { faultsOf } from "../support/environments";

describe("a literal variable", () => {
  test.each([
    ["SUNO_API_KEY", "x"],
    ["OPENAI_APIKEY", "x"],
    ["DB_PASS", "hunter2"],
    ["PGPASSWORD", "postgres://user:secret@host/db"],
    ["SENTRY_DSN", "x"],
    ["GEMINI_API_CREDENTIALS_RAW", "e30="],
    ["ENDPOINT", "sk-proj-0123"],
    ["MAPS", "AIzaSy0123"],
    ["REPO", "ghp_0123"],
    ["DATABASE_URL", "postgres://user:secret@host/db"],
    ["CERTIFICATE", "-----BEGIN PRIVATE KEY-----"],
  ])("%s=%s is a credential", (name, value) => {
    expect(looksLikeCredential(name, value)).toBe(true);
    expect(faultsOf("dev", (_, changed) => (changed.services.rest.env[name] = value))).toEqual([
      `environments/platform.ts: services.rest.env.${name}: looks like a credential but is a literal; declare a secret and name it under secrets`,
    ]);
  });

  test.each([
    ["NODE_ENV", "production"],
    ["KEYBOARD", "us"],
    ["BYPASS_CACHE", "true"],
    ["ENDPOINT", "https://api.example.com:8443/v1"],
    ["CONTACT", "mailto:team@example.com"],
  ])("%s=%s is none", (name, value) => {
    expect(looksLikeCredential(name, value)).toBe(false);
  });

  test("of the platform is none", () => {
    const literals = Object.values(platform.services).flatMap(({ env }) =>
      Object.entries(env ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
    expect(literals.length).toBeGreaterThan(0);
    expect(literals.filter(([name, value]) => looksLikeCredential(name, value))).toEqual([]);
  });
});
