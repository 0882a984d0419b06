import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Environment } from "../../../contract/environment";
import { runUpdate } from "../../../tools/update/run";
import { stacksOf } from "../../../tools/update/stacks";
import { WrittenFileError } from "../../../tools/update/written-file";
import { referenceEnvironments } from "../../reference/all";
import { filesBelow } from "../../support/run-app";

const root = join(__dirname, "../../..");
const environments = referenceEnvironments();
const stacks = stacksOf(environments);
const pinned = "__tests__/stacks/data-addresses.json";
const lostOne = "prod-data:google_storage_bucket.Gone";

/** A repository in which everything is written, and a copy of it for each test. */
let written: string;
let folder: string;
beforeAll(() => {
  written = mkdtempSync(join(tmpdir(), "parley-update-"));
  folder = written;
  mkdirSync(join(written, "__tests__/stacks"), { recursive: true });
  cpSync(join(root, "runbooks"), join(written, "runbooks"), { recursive: true });
  run();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-update-"));
  cpSync(written, folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
afterAll(() => {
  rmSync(written, { recursive: true });
});

function run(
  check = false,
  forget: string[] = [],
  of: readonly Environment[] = environments,
): { code: number; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  return { code: runUpdate({ root: folder, environments: of, stacks, forget }, check, terminal), out, err };
}

/** Pins an address that nothing describes. */
function pinGone(): void {
  const file = join(folder, pinned);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('"prod-data": [', '"prod-data": [\n    "google_storage_bucket.Gone",'));
}

describe("npm run update", () => {
  test("has nothing to do where everything is written", () => {
    expect(run(true)).toEqual({ code: 0, out: [expect.stringMatching(/^\d+ written files are up to date$/)], err: [] });
  });

  test("says what looks wrong in the environments, and is content all the same", () => {
    const poor = environments.map((one) => ({ ...one, budget: { ...one.budget, monthlyUsd: 20 } }));
    run(false, [], poor);
    const { code, err } = run(true, [], poor);
    expect([code, err.length]).toEqual([0, 3]);
    for (const line of err)
      expect(line).toMatch(/^warning: environments\/\w+\.ts: budget\.monthlyUsd: 20 is less than/);
  });

  test("-- --check says in one line what is stale, and writes nothing", () => {
    writeFileSync(join(folder, "docs/cost.md"), "old");
    writeFileSync(join(folder, "__tests__/golden/gone-data.txt"), "of an environment that is gone");
    const before = filesBelow(folder);
    expect(run(true)).toEqual({
      code: 1,
      out: [],
      err: ["stale: run `npm run update` (docs/cost.md, __tests__/golden/gone-data.txt)"],
    });
    expect(filesBelow(folder)).toEqual(before);
  });

  test("writes what is stale, removes what nothing describes, and is then content", () => {
    const before = filesBelow(folder);
    writeFileSync(join(folder, "docs/cost.md"), "old");
    writeFileSync(join(folder, "__tests__/golden/gone-data.txt"), "of an environment that is gone");
    const { code, out, err } = run();
    expect([code, err]).toEqual([0, []]);
    expect(out.slice(0, 2)).toEqual(["written docs/cost.md", "removed __tests__/golden/gone-data.txt"]);
    expect(filesBelow(folder)).toEqual(before);
    expect(run(true).code).toBe(0);
  });

  test("says in one line that a folder is where it writes a file", () => {
    const golden = "__tests__/golden/dev-data.txt";
    rmSync(join(folder, golden));
    mkdirSync(join(folder, golden));
    for (const check of [true, false])
      expect(() => run(check)).toThrow(
        new WrittenFileError(
          `${golden}: is a folder, and \`npm run update\` writes a file there; move the folder away`,
        ),
      );
  });

  test.each([
    [
      "{",
      /^__tests__\/stacks\/data-addresses.json: is not JSON \(.+\); take it back with `git checkout HEAD -- __tests__\/stacks\/data-addresses.json`, then run `npm run update`$/,
    ],
    ["<<<<<<< HEAD\n{}\n", /^__tests__\/stacks\/data-addresses.json: is not JSON/],
    ["[]", /data-addresses.json: must be \{ "<stack>": \["<address>"\] \}; take it back/],
    ['{ "prod-data": [1] }', /data-addresses.json: must be/],
    ["null", /data-addresses.json: must be/],
  ])("says what is wrong with pinned addresses that are %j", (text, said) => {
    writeFileSync(join(folder, pinned), text);
    expect(() => run(true)).toThrow(WrittenFileError);
    expect(() => run(true)).toThrow(said);
  });

  test("leaves a folder within a written one alone", () => {
    mkdirSync(join(folder, "runbooks/names/.idea"));
    writeFileSync(join(folder, "docs/cost.md"), "old");
    expect(run()).toMatchObject({ code: 0, err: [] });
    expect(run(true).code).toBe(0);
  });

  test("adds new addresses of data", () => {
    const before = readFileSync(join(folder, pinned), "utf8");
    writeFileSync(join(folder, pinned), "{}\n");
    expect(run()).toMatchObject({ code: 0, err: [] });
    expect(readFileSync(join(folder, pinned), "utf8")).toBe(before);
  });

  test("says first that an address is lost, and keeps it until it is forgotten by name", () => {
    pinGone();
    writeFileSync(join(folder, "docs/cost.md"), "old");
    const { code, err } = run(true);
    expect([code, err.length]).toEqual([1, 2]);
    expect(err[0]).toContain(`npm run update -- --forget ${lostOne}`);
    expect(run().code).toBe(1);
    expect(readFileSync(join(folder, pinned), "utf8")).toContain("google_storage_bucket.Gone");
    expect(run(false, [lostOne])).toMatchObject({ code: 0, err: [] });
    expect(readFileSync(join(folder, pinned), "utf8")).toBe(readFileSync(join(written, pinned), "utf8"));
  });

  test("says of a stack that is gone one line, and forgets it as a whole", () => {
    const file = join(folder, pinned);
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace("{", '{ "live-data": ["google_storage_bucket.A", "google_storage_bucket.B"],'));
    expect(run().err).toEqual([
      "live-data: no protected environment has this stack any more, and it holds data at 2 addresses, such as google_storage_bucket.A. " +
        "Restore its environment, with its name and protection, or if all of it is meant to go: npm run update -- --forget live-data",
    ]);
    expect(JSON.parse(readFileSync(file, "utf8"))["live-data"]).toEqual([
      "google_storage_bucket.A",
      "google_storage_bucket.B",
    ]);
    expect(() => run(false, ["prod-data"])).toThrow(/no such address is lost/);
    expect(run(false, ["live-data"])).toMatchObject({ code: 0, err: [] });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("refuses to forget what is not lost, and writes nothing", () => {
    expect(() => run(false, ["prod-data:google_storage_bucket.Assets"])).toThrow(/no such address is lost/);
  });

  test("leaves no temporary file", () => {
    writeFileSync(join(folder, "docs/cost.md"), "old");
    run();
    expect(readdirSync(join(folder, "docs")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("refuses an alert's runbook that is missing or has no first steps, and writes nothing", () => {
    writeFileSync(join(folder, "docs/cost.md"), "old");
    writeFileSync(join(folder, "runbooks/user-impact.md"), "# Users are affected\n");
    expect(() => run()).toThrow(/^runbooks\/user-impact\.md is missing, or has no line '## Look here first'/);
    rmSync(join(folder, "runbooks/latency-p95.md"));
    expect(() => run()).toThrow(/^runbooks\/latency-p95\.md is missing/m);
    expect(readFileSync(join(folder, "docs/cost.md"), "utf8")).toBe("old");
  });
});
