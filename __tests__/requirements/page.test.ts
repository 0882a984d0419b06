import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(__dirname, "../..");

interface Row {
  readonly id: string;
  readonly requirement: string;
  readonly status: string;
  readonly where: string;
  /** What follows the last column: nothing, after its bar. */
  readonly rest: readonly string[];
}

const rows: Row[] = readFileSync(join(root, "docs/requirements.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| R-"))
  .map((line) => {
    const [, id, requirement, status, where, ...rest] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { id: id!, requirement: requirement!, status: status!, where: where!, rest };
  });

const files = (where: string): string[] =>
  [...where.matchAll(/`([^`\s]+)`/g)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith("roles/"))
    .filter((name) => /^[\w.-]+\/|\.(ts|md|json|js|mjs)$/.test(name) && !name.includes("*"));

const proven = rows.filter(({ status }) => ["met", "corrected"].includes(status));

/** Names of all tests of a file, as written. */
function testNames(file: string): string {
  return [...readFileSync(join(root, file), "utf8").matchAll(/\btest(?:\.each\([\s\S]*?\))?\(\s*(["'`])([\s\S]*?)\1/g)]
    .map(([, , name]) => name)
    .join("\n");
}

describe("docs/requirements.md", () => {
  test("has four columns in every row", () => {
    expect(rows.filter(({ rest }) => rest.join("|") !== "" || rest.length !== 1).map(({ id }) => id)).toEqual([]);
  });

  test("accounts for R-001 to R-427, each once and in order", () => {
    expect(rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 427 }, (_, index) => `R-${String(index + 1).padStart(3, "0")}`),
    );
  });

  test("gives every row words, a status and a reason", () => {
    const statuses = ["met", "corrected", "not infrastructure", "superseded", "open"];
    expect(rows.filter(({ status }) => !statuses.includes(status))).toEqual([]);
    expect(rows.filter(({ requirement, where }) => requirement.length < 10 || where.length < 5)).toEqual([]);
  });

  test("names only files that exist", () => {
    const named = rows.flatMap(({ id, where }) => files(where).map((file) => `${id} ${file}`));
    expect(named.filter((one) => !existsSync(join(root, one.split(" ")[1]!)))).toEqual([]);
  });

  test.each(proven.map((row) => [row.id, row] as const))(
    "%s is proven by a test whose name holds its id, and names what does it",
    (id, { where }) => {
      const tests = files(where).filter((file) => file.endsWith(".test.ts"));
      expect(tests.map(testNames).join("\n")).toContain(id);
      expect(files(where).filter((file) => !file.endsWith(".test.ts")).length).toBeGreaterThan(0);
    },
  );
});
