import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json";
import { googleIssues, inlineIssues, nodeIssues, shellBlocks, simpleCommand } from "../support/commands";

const root = join(__dirname, "../..");
const pages = ["README.md", "CONTRIBUTING.md"].concat(
  ["runbooks", "docs", "docs/adr", "docs/how-to"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
);
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");
/** A page without what it quotes as wrong. */
const sentencesOf = (page: string): string =>
  page === "docs/requirements.md" ? "" : textOf(page).replace(/^## What does not exist$[\s\S]*?^(?=## )/m, "");
const scripts = Object.keys(packageJson.scripts);

/** The blocks of every page, a file each: page and line. */
function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-blocks-"));
  for (const page of pages)
    for (const { line, text } of shellBlocks(page, textOf(page)))
      writeFileSync(join(folder, `${page.replaceAll("/", "\\")}:${line}`), text);
  return folder;
}

/** What a script says of the blocks of each page: one process for all of them. */
function saidBy(script: string): (page: string) => string[] {
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: folderOf(), encoding: "utf8" });
  const lines = `${stdout}${stderr}`.replaceAll("\\", "/").split("\n");
  return (page) => lines.filter((line) => line.startsWith(`${page}:`));
}

const hasShellCheck = spawnSync("shellcheck", ["--version"]).error === undefined;
if (!hasShellCheck) console.warn("ShellCheck skipped: not on the PATH; install Debian's package shellcheck");

const bashSays = saidBy('for block in *; do bash -n "$block"; done');
/** Warnings and errors. SC2034: a block sets what a later one uses; SC2155: what fails says so itself. */
const shellCheckSays = saidBy(hasShellCheck ? "shellcheck -s bash -f gcc -S warning -e SC2034,SC2155 *" : ":");

describe("commands on a page", () => {
  test("are many, so that these tests look at something", () => {
    expect(pages.flatMap((page) => shellBlocks(page, textOf(page))).length).toBeGreaterThan(300);
  });

  test.each(pages)("of %s are ones that a shell can read", (page) => {
    expect(bashSays(page)).toEqual([]);
  });

  test.skipIf(!hasShellCheck).each(pages)("of %s have no fault that ShellCheck knows", (page) => {
    expect(shellCheckSays(page)).toEqual([]);
  });

  test.each(pages)("of %s run on Linux and macOS: no option that only GNU has", (page) => {
    const ofGnu = /\bdate\b[^|)]* (-d|--date)\b|\bsed -i(?! '')|\bbase64 -w|\bxargs -r|\breadlink -f/;
    expect(shellBlocks(page, textOf(page)).filter(({ text }) => ofGnu.test(text))).toEqual([]);
  });

  test.each(pages)("of %s exist, with their flags, in sentences too", (page) => {
    expect(shellBlocks(page, textOf(page)).flatMap(googleIssues)).toEqual([]);
    expect(inlineIssues(page, sentencesOf(page))).toEqual([]);
    expect(nodeIssues(page, textOf(page), scripts)).toEqual([]);
  });

  test.each(pages)("of %s do not take the newest ready revision for the one that serves", (page) => {
    for (const { text } of shellBlocks(page, textOf(page))) expect(text).not.toContain("latestReadyRevisionName");
  });

  // Each looks right, and is replaced or not for this platform.
  test.each(pages.filter((page) => page.startsWith("runbooks/")))("of %s are for what Parley runs on", (page) => {
    for (const { text } of shellBlocks(page, textOf(page)))
      expect(text).not.toMatch(/gsutil |kubectl (set env|rollout restart) deployment\/conversation/);
  });
});

describe("a command that does not exist", () => {
  const of = (...lines: string[]): string[] =>
    shellBlocks("runbooks/x.md", ["# X", "", "```sh", ...lines, "```", ""].join("\n")).flatMap(googleIssues);

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
    [
      "gcloud kms keys versions disable --key=a --keyring=b --location=c",
      "runbooks/x.md:4: 'gcloud kms keys versions disable' takes 1 words after it, got 0",
    ],
    [
      "gcloud sql instances patch a --activation-policy=sometimes",
      "runbooks/x.md:4: 'gcloud sql instances patch' does not take --activation-policy=sometimes",
    ],
    [
      "gcloud compute forwarding-rules describe a --global --region=b",
      "runbooks/x.md:4: 'gcloud compute forwarding-rules describe' takes only one of --global | --region",
    ],
    ["gcloud beta sql operation lst", "runbooks/x.md:4: no command 'gcloud beta sql operation lst'"],
    ["bq --project_id=a quary 'select 1'", "runbooks/x.md:4: no command 'bq quary'"],
    ["bq query --nouse_legacy_sq 'select 1'", "runbooks/x.md:4: 'bq query' has no --nouse_legacy_sq"],
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

  test("is not what is in quotes, after a pipe or in another command", () => {
    const line = `gcloud projects describe --flatten="a | b --x" --format='value(a)' "$(echo ")" --y)" | sort --bad`;
    expect(of(line)).toEqual([]);
    expect(simpleCommand(line, 0)).toHaveLength(6);
  });

  test("is not one with all it needs, however its flags are written", () => {
    expect(of("gcloud kms keys versions disable 3 --key a --keyring b --location c --no-user-output-enabled")).toEqual(
      [],
    );
    expect(
      of("gcloud beta run services describe a --region=b", "bq --project_id=a query --nouse_legacy_sql 'x'"),
    ).toEqual([]);
    expect(of("gcloud access-approval settings update --organization=1 --enrolled_services=all")).toEqual([]);
  });

  test("is found in a sentence too, where what it is about may be missing", () => {
    expect(inlineIssues("docs/x.md", "a\nb `gcloud sql instances patch` and `gcloud sql`")).toEqual([]);
    expect(inlineIssues("docs/x.md", "a\nb `gcloud sql instances ptch` or `bq quary`")).toEqual([
      "docs/x.md:2: no command 'gcloud sql instances ptch'",
      "docs/x.md:2: no command 'bq quary'",
    ]);
  });

  test("of npm or cdktf is refused in prose too", () => {
    expect(nodeIssues("docs/x.md", "a\n`npm run --silent synht` or `npx cdktf plan`", scripts)).toEqual([
      "docs/x.md:2: package.json has no script 'synht'",
      "docs/x.md:2: no command 'cdktf plan'",
    ]);
  });
});
