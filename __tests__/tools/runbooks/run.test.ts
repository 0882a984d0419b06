import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { errorAlerts } from "../../../observability/alerts/errors";
import { runRunbooks } from "../../../tools/runbooks/run";
import { environment } from "../../support/environments";

const of = environment("prod");
const alerts = errorAlerts(of).filter(({ kind }) => kind === "error-ratio");
const environments = [{ environment: of, alerts }];
const own = { "error-ratio.md": "# High error ratio\n\n<!-- names -->\n\n<!-- /names -->\n\n## Look here first\n" };

function folder(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(tmpdir(), "parley-runbooks-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
}

function run(where: string, ...args: string[]): { code: number; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const io = { folder: where, out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  return { code: runRunbooks(args, environments, io), out, err };
}

const block = "<!-- names -->\n<!-- /names -->\n\n";
const outage = `# Outage\n\n${block}\`curl https://$DOMAIN\`\n`;

describe("npm run runbooks", () => {
  test("writes the names, says how many, and is then content", () => {
    const where = folder({
      ...own,
      "outage.md": outage,
      "first-deploy.md": "# First deploy\n",
      "README.md": "# Runbooks\n",
    });
    expect(run(where)).toEqual({
      code: 0,
      out: ["runbooks: the names in 2 of 3 files are written; read what changed"],
      err: [],
    });
    expect(readFileSync(join(where, "outage.md"), "utf8")).toContain("export DOMAIN=app.example.com # prod");
    expect(run(where, "--check")).toMatchObject({ code: 0, out: ["runbooks: the names in 3 files are up to date"] });
  });

  test("-- --check names the stale files and writes nothing", () => {
    const where = folder({ ...own, "outage.md": outage });
    run(where);
    writeFileSync(join(where, "outage.md"), outage);
    expect(run(where, "--check")).toEqual({
      code: 1,
      out: [],
      err: [
        "runbooks/outage.md is stale: it does not name what the environments have",
        "write them with: npm run runbooks",
      ],
    });
    expect(readFileSync(join(where, "outage.md"), "utf8")).toBe(outage);
  });

  test("refuses an alert's runbook without a place for names, and writes none", () => {
    const where = folder({ "error-ratio.md": "# High error ratio\n\n## Look here first\n", "outage.md": outage });
    expect(run(where)).toEqual({
      code: 1,
      out: [],
      err: [
        "runbooks/error-ratio.md has no place for names; add the lines '<!-- names -->' and '<!-- /names -->' below its first paragraph",
      ],
    });
    expect(readFileSync(join(where, "outage.md"), "utf8")).toBe(outage);
  });

  test("refuses a folder without an alert's runbook, or with one that has no first steps", () => {
    const line = "runbooks/error-ratio.md is missing, or has no line '## Look here first'; alerts link it, so write it";
    expect(run(folder({ "outage.md": outage }), "--check")).toEqual({ code: 1, out: [], err: [line] });
    const blank = own["error-ratio.md"].replace("first\n", "first \n");
    expect(run(folder({ "error-ratio.md": blank }))).toEqual({ code: 1, out: [], err: [line] });
  });

  test("explains itself to who calls it otherwise", () => {
    expect(run(folder({}), "--chekc")).toMatchObject({
      code: 2,
      err: [expect.stringContaining("usage: npm run runbooks")],
    });
  });
});
