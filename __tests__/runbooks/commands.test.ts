import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json";
import { gcloudIssues, nodeIssues, shellBlocks, simpleCommand } from "../support/commands";

const root = join(__dirname, "../..");
const pages = ["README.md", "CONTRIBUTING.md"].concat(
  ["runbooks", "docs", "docs/adr", "docs/how-to"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
);
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");
const scripts = Object.keys(packageJson.scripts);

describe("commands on a page", () => {
  test("are many, so that these tests look at something", () => {
    expect(pages.flatMap((page) => shellBlocks(page, textOf(page))).length).toBeGreaterThan(300);
  });

  test.each(pages)("of %s are ones that a shell can read", (page) => {
    const folder = mkdtempSync(join(tmpdir(), "parley-blocks-"));
    for (const { line, text } of shellBlocks(page, textOf(page))) writeFileSync(join(folder, `line ${line}`), text);
    const check = 'shopt -s nullglob; for block in *; do bash -n "$block"; done';
    const { stderr } = spawnSync("bash", ["-c", check], { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("");
  });

  test.each(pages)("of %s exist, with their flags", (page) => {
    expect(shellBlocks(page, textOf(page)).flatMap(gcloudIssues)).toEqual([]);
    expect(nodeIssues(page, textOf(page), scripts)).toEqual([]);
  });

  // Each looks right, and is replaced or not for this platform.
  test.each(pages.filter((page) => page.startsWith("runbooks/")))("of %s are for what Parley runs on", (page) => {
    for (const { text } of shellBlocks(page, textOf(page)))
      expect(text).not.toMatch(/gsutil |kubectl (set env|rollout restart) deployment\/conversation/);
  });
});

describe("a command that does not exist", () => {
  const of = (...lines: string[]): string[] =>
    shellBlocks("runbooks/x.md", ["# X", "", "```sh", ...lines, "```", ""].join("\n")).flatMap(gcloudIssues);

  test.each([
    ["gcloud sql operation lst", "runbooks/x.md:4: no command 'gcloud sql operation lst'"],
    ["gcloud monitoring slos list", "runbooks/x.md:4: no command 'gcloud monitoring slos list'"],
    ["gcloud logging tail x", "runbooks/x.md:4: no command 'gcloud logging tail x'"],
    [
      'gcloud sql instances patch "$INSTANCE" --no-delete-protect',
      "runbooks/x.md:4: 'gcloud sql instances patch' has no --no-delete-protect",
    ],
    [
      "gcloud sql backups restore 1 --backup-instance=a",
      "runbooks/x.md:4: 'gcloud sql backups restore' needs --restore-instance",
    ],
  ])("is refused with its page and line: %s", (line, issue) => {
    expect(of(line)).toEqual([issue]);
  });

  test("is found on a later line, after a pipe, in a substitution and behind a backslash", () => {
    expect(of("true", "date | gcloud sql lst")).toEqual(["runbooks/x.md:5: no command 'gcloud sql lst'"]);
    expect(of('echo "$(gcloud auth print-token)"')).toEqual(["runbooks/x.md:4: no command 'gcloud auth print-token'"]);
    expect(of("gcloud projects list \\", "  --formt=json")).toEqual([
      "runbooks/x.md:4: 'gcloud projects list' has no --formt",
    ]);
  });

  test("is not what stands in quotes, after a pipe or in another command", () => {
    const line = `gcloud projects list --filter="a | b --x" --format='value(a)' "$(echo ")" --y)" | sort --bad`;
    expect(of(line)).toEqual([]);
    expect(simpleCommand(line, 0)).toHaveLength(6);
  });

  test("of npm or cdktf is refused in prose too", () => {
    expect(nodeIssues("docs/x.md", "a\n`npm run --silent synht` or `npx cdktf plan`", scripts)).toEqual([
      "docs/x.md:2: package.json has no script 'synht'",
      "docs/x.md:2: no command 'cdktf plan'",
    ]);
  });
});
