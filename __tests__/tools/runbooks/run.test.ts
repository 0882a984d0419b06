import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { errorAlerts } from "../../../observability/alerts/errors";
import { runRunbooks } from "../../../tools/runbooks/run";
import { environment } from "../../support/environments";

const of = environment("prod");
const environments = [{ environment: of, alerts: errorAlerts(of) }];

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
    const where = folder({ "outage.md": outage, "first-deploy.md": "# First deploy\n", "README.md": "# Runbooks\n" });
    expect(run(where)).toEqual({
      code: 0,
      out: ["runbooks: the names in 1 of 2 files are written; read what changed"],
      err: [],
    });
    expect(readFileSync(join(where, "outage.md"), "utf8")).toContain("export DOMAIN=app.example.com # prod");
    expect(run(where, "--check")).toMatchObject({ code: 0, out: ["runbooks: the names in 2 files are up to date"] });
  });

  test("-- --check names the stale files and writes nothing", () => {
    const where = folder({ "outage.md": outage });
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

  test("explains itself to who calls it otherwise", () => {
    expect(run(folder({}), "--chekc")).toMatchObject({
      code: 2,
      err: [expect.stringContaining("usage: npm run runbooks")],
    });
  });
});
