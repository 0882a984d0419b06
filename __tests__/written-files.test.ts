import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allEnvironments } from "../environments/all";
import { stacksOf } from "../tools/update/stacks";
import { staleFiles, staleLine, type WrittenFile } from "../tools/update/written-file";
import { writtenFiles } from "../tools/update/writers";
import { referenceEnvironments } from "./reference/all";

const root = join(__dirname, "..");
const environments = allEnvironments();
const files = writtenFiles({ root, environments, stacks: stacksOf(environments), forget: [] });

/** Fails with one line and nothing else: what is stale, and the command that writes it. */
function expectUpToDate(stale: readonly WrittenFile[]): void {
  if (stale.length === 0) return;
  const error = new Error(staleLine(stale));
  error.stack = error.message;
  throw error;
}

describe("what is written from the entries", () => {
  test("is up to date", () => {
    expectUpToDate(staleFiles(root, files));
  });

  test("is told in one line where it is not", () => {
    const changed = files.filter(({ path }) => /cost\.md$|prod-runtime/.test(path));
    const stale = staleFiles(
      root,
      changed.map((file) => ({ ...file, text: "old" })),
    );
    expect(() => {
      expectUpToDate(stale);
    }).toThrow(/^stale: run `npm run update` \(docs\/cost\.md, __tests__\/golden\/prod-runtime\.txt\)$/);
  });

  test("can be read in a pull request: few lines, and none longer than a screen but for queries and conditions", () => {
    const reference = referenceEnvironments();
    const goldens = writtenFiles({ root, environments: reference, stacks: stacksOf(reference), forget: [] }).filter(
      ({ path, text }) => path.startsWith("__tests__/golden/") && text !== undefined,
    );
    expect(goldens).toHaveLength(reference.length * 5);
    const lines = goldens.flatMap(({ text }) => text!.split("\n"));
    expect(lines.length).toBeLessThanOrEqual(10_000);
    const long = lines.filter((line) => line.length > 400);
    expect(long.filter((line) => !/\||[Qq]uery|[Ff]ilter|condition|^ {6}[`-]/.test(line))).toEqual([]);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(1800);
  });
});
