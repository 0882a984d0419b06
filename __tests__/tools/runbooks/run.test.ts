import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { alertsOf } from "../../../observability/alerts/all";
import { runRunbooks } from "../../../tools/runbooks/run";
import { environment } from "../../support/environments";

const environments = [environment("dev"), environment("prod")];
const kinds = [...new Set(environments.flatMap((of) => alertsOf(of).map(({ kind }) => kind)))];
const all = Object.fromEntries(kinds.map((kind) => [`${kind}.md`, "# Alert\n\n## Look here first\n"]));

function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "parley-runbooks-"));
  mkdirSync(join(root, "runbooks"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, "runbooks", name), text);
  return root;
}

function run(root: string, ...args: string[]): { code: number; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const io = { root, out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  return { code: runRunbooks(args, environments, io), out, err };
}

describe("npm run runbooks", () => {
  test("writes the names, says how many, and is then content", () => {
    const root = repository(all);
    expect(run(root)).toEqual({
      code: 0,
      out: ["runbooks: the names of 2 of 2 environments are written; read what changed"],
      err: [],
    });
    expect(readFileSync(join(root, "runbooks/names/prod.sh"), "utf8")).toContain("DOMAIN=app.example.com");
    expect(run(root, "--check")).toMatchObject({
      code: 0,
      out: ["runbooks: the names of 2 environments are up to date"],
    });
  });

  test("-- --check names the stale files and writes nothing", () => {
    const root = repository(all);
    run(root);
    const file = join(root, "runbooks/names/prod.sh");
    writeFileSync(file, "names() { :; }\n");
    expect(run(root, "--check")).toEqual({
      code: 1,
      out: [],
      err: [
        "runbooks/names/prod.sh is stale: it does not name what the environment has",
        "write it with: npm run runbooks",
      ],
    });
    expect(readFileSync(file, "utf8")).toBe("names() { :; }\n");
  });

  test("refuses a folder without an alert's runbook, or with one that has no first steps", () => {
    const line = "runbooks/error-ratio.md is missing, or has no line '## Look here first'; alerts link it, so write it";
    const { "error-ratio.md": text, ...others } = all;
    expect(run(repository(others), "--check")).toEqual({ code: 1, out: [], err: [line] });
    const blank = { ...all, "error-ratio.md": text!.replace("first\n", "first \n") };
    expect(run(repository(blank))).toEqual({ code: 1, out: [], err: [line] });
  });

  test("explains itself to who calls it otherwise", () => {
    expect(run(repository({}), "--chekc")).toMatchObject({
      code: 2,
      err: [expect.stringContaining("usage: npm run runbooks")],
    });
  });
});
