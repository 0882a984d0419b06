import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EnvironmentSpec } from "../../contract/environment";
import { runSecrets } from "../../tools/secrets/run";
import { environment } from "../support/environments";

/** A fake gcloud that answers from files and records its calls. */
const fakeGcloud = `#!/usr/bin/env bash
here="$(dirname "$0")"
printf '%s\\n' "$*" >> "$here/calls"
[ -f "$here/fails" ] && { cat "$here/fails" >&2; exit 1; }
case "$3" in
  list) cat "$here/enabled-$4" 2>/dev/null || true ;;
  add) cat > "$here/value"; echo "Created version [3] of the secret [$4]." >&2 ;;
esac
`;

let bin: string;
const path = process.env.PATH;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "parley-gcloud-"));
  writeFileSync(join(bin, "gcloud"), fakeGcloud, { mode: 0o755 });
  process.env.PATH = `${bin}${delimiter}${path}`;
});
afterEach(() => {
  process.env.PATH = path;
});

const enable = (secret: string, ...versions: string[]): void => {
  writeFileSync(join(bin, `enabled-${secret}`), versions.map((version) => `${version}\n`).join(""));
};

function run(
  args: string[],
  stdin?: string,
  change?: (spec: EnvironmentSpec) => void,
  now = "2026-12-01T00:00:00Z",
): { code: number; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const environments = [environment("dev"), environment("prod", change)];
  const code = runSecrets(args[0]!, args[1], environments, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: () => new Date(now),
    stdin: () => (stdin === undefined ? undefined : Buffer.from(stdin)),
  });
  return { code, out, err };
}

const secrets = [
  "anthropic-api-key",
  "cdn-signing-key",
  "database-url",
  "elevenlabs-api-key",
  "freesound-api-key",
  "gemini-api-key",
  "suno-api-key",
];

describe("npm run secrets -- <environment>", () => {
  test("R-142 says which secrets hold no value, what each is and how to add it", () => {
    for (const secret of secrets.slice(1)) enable(secret, "1");
    expect(run(["dev"])).toEqual({
      code: 1,
      out: [
        "MISSING  anthropic-api-key  reads latest, none enabled",
        ...secrets.slice(1).map((secret) => `ok       ${secret}  reads latest, enabled: 1`),
        "\nanthropic-api-key: API key of the REST service; from the Anthropic console\n  npm run --silent secrets -- dev anthropic-api-key < FILE",
      ],
      err: [],
    });
  });

  test("is content when each has the version that is read", () => {
    for (const secret of secrets) enable(secret, "2", "1");
    expect(run(["prod"]).code).toBe(0);
  });

  test("where disposable, a pinned version counts as it does for the services", () => {
    for (const secret of secrets) enable(secret, "1");
    const pinned = environment("dev", (spec) => {
      spec.secretVersions = { "suno-api-key": 3 };
    });
    const out: string[] = [];
    const io = { out: (line: string) => out.push(line), err: () => {}, stdin: () => undefined, now: () => new Date(0) };
    expect(runSecrets("dev", undefined, [pinned], io)).toBe(1);
    expect(out).toContain("MISSING  suno-api-key  reads 3, enabled: 1");
  });

  test("where protected, another version than the one that is read does not count", () => {
    for (const secret of secrets) enable(secret, "1");
    const { code, out } = run(["prod"], undefined, (spec) => {
      spec.secretVersions = { "suno-api-key": 2 };
    });
    expect(code).toBe(1);
    expect(out).toContain("MISSING  suno-api-key  reads 2, enabled: 1");
  });

  test("asks for no value, only for versions, in the environment's project", () => {
    run(["prod"]);
    const calls = readFileSync(join(bin, "calls"), "utf8").trim().split("\n");
    expect(calls).toEqual(
      secrets.map(
        (secret) =>
          `secrets versions list ${secret} --project=parley-audio-prod --filter=state=ENABLED --format=value(name.basename())`,
      ),
    );
  });

  test("says when the first rotation is past, since Secret Manager refuses a new secret then", () => {
    for (const secret of secrets) enable(secret, "1");
    const past = (now: string): string[] => run(["prod"], undefined, undefined, now).out.slice(secrets.length);
    expect(past("2027-01-04T08:59:59Z")).toEqual([]);
    expect(past("2027-01-04T09:00:00Z")).toEqual([
      "\nsecretRotation.firstAt is past (2027-01-04T09:00:00Z): Secret Manager would refuse a new secret; " +
        "move it forward in environments/prod.ts before you add one, which changes no existing secret",
    ]);
  });

  test("includes the OAuth client's secret only where the client was made in the console", () => {
    const { out } = run(["prod"], undefined, (spec) => {
      spec.access = { kind: "iap", members: ["group:a@example.com"], oauthClient: "console" };
    });
    expect(out).toContain("MISSING  oauth-client-secret  reads 1, none enabled");
    expect(run(["prod"]).out.join("\n")).not.toContain("oauth-client-secret");
  });
});

describe("npm run secrets -- <environment> <secret>", () => {
  test("R-136 adds the value from standard input, and it stands in no argument", () => {
    expect(run(["dev", "suno-api-key"], "s3cret")).toEqual({
      code: 0,
      out: ["added version 3 of suno-api-key in parley-audio-dev"],
      err: [],
    });
    expect(readFileSync(join(bin, "value"), "utf8")).toBe("s3cret");
    expect(readFileSync(join(bin, "calls"), "utf8")).toBe(
      "secrets versions add suno-api-key --project=parley-audio-dev --data-file=-\n",
    );
  });

  test.each([
    ["s3cret\n", "s3cret"],
    ["s3cret\r\n", "s3cret"],
    ["two\nlines\n\n", "two\nlines\n"],
  ])("drops one final newline: %j", (given, added) => {
    run(["dev", "suno-api-key"], given);
    expect(readFileSync(join(bin, "value"), "utf8")).toBe(added);
  });

  test("R-140 where protected, says which line makes services read the new version", () => {
    expect(run(["prod", "suno-api-key"], "s3cret").out).toEqual([
      "added version 3 of suno-api-key in parley-audio-prod",
      'services read it after secretVersions: { "suno-api-key": 3 } in environments/prod.ts is deployed',
    ]);
  });

  test.each(["", "\n", "  \n"])("refuses an empty value: %j", (value) => {
    expect(run(["dev", "suno-api-key"], value)).toEqual({
      code: 1,
      out: [],
      err: ["the value for 'suno-api-key' on standard input is empty; nothing was added"],
    });
  });

  test("refuses a terminal, which would show and keep what is typed", () => {
    const { code, err } = run(["dev", "suno-api-key"]);
    expect(code).toBe(2);
    expect(err[0]).toMatch(/^the value comes from standard input/);
  });
});

describe("a wrong call", () => {
  test.each([
    [["prd"], /^no environment 'prd'; did you mean 'prod'\?$/],
    [["dev", "ghp_0123456789abcdef"], /^no secret \(hidden: it looks like a credential\) in dev/],
    [["dev", "suno-api-kee"], /^no secret 'suno-api-kee' in dev; did you mean 'suno-api-key'\?$/],
  ] as [string[], RegExp][])("%j is explained and asks gcloud nothing", (args, message) => {
    const { code, err } = run(args, "s3cret");
    expect(code).toBe(2);
    expect(err[0]).toMatch(message);
    expect(() => readFileSync(join(bin, "calls"))).toThrow("ENOENT");
  });

  test("gcloud's own refusal is passed on", () => {
    writeFileSync(join(bin, "fails"), "ERROR: PERMISSION_DENIED");
    expect(run(["dev"])).toEqual({
      code: 1,
      out: [],
      err: ["gcloud secrets versions list failed: ERROR: PERMISSION_DENIED"],
    });
  });

  test("a missing gcloud is named", () => {
    process.env.PATH = mkdtempSync(join(tmpdir(), "parley-empty-"));
    expect(run(["dev"]).err[0]).toMatch(/^gcloud cannot be run .*install the Google Cloud CLI/);
  });
});
