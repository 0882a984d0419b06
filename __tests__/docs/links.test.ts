import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(__dirname, "../..");
const inFolder = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
const pages = [...readdirSync(root), ...inFolder("docs"), ...inFolder("runbooks")]
  .filter((name) => name.endsWith(".md"))
  .sort();

/** A page without its code blocks, whose `#` starts a comment and whose brackets are no links. */
const proseOf = (page: string): string => readFileSync(join(root, page), "utf8").replace(/^ *```[\s\S]*?^ *```$/gm, "");

/** Anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  return [...proseOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
    const anchor = heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** Relative links of a page, without those to other sites. */
const linksOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, link]) => link!);

function broken(page: string, link: string): boolean {
  const [path, anchor] = link.split("#") as [string, string | undefined];
  const target = path === "" ? page : relative(root, join(root, dirname(page), path));
  if (target.startsWith("..") || !existsSync(join(root, target))) return true;
  return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).includes(anchor);
}

describe("documentation", () => {
  test.each(pages)("%s links only pages and headings that exist", (page) => {
    expect(linksOf(page).filter((link) => broken(page, link))).toEqual([]);
  });

  test("a link to a missing page or heading is found", () => {
    expect(broken("README.md", "docs/missing.md")).toBe(true);
    expect(broken("README.md", "docs/traps.md#missing")).toBe(true);
    expect(broken("docs/traps.md", "../../outside.md")).toBe(true);
    expect(broken("README.md", "#licence")).toBe(false);
  });

  test("every how-to page and every decision record can be reached from an index", () => {
    const linked = (page: string): string[] => linksOf(page).map((link) => join(dirname(page), link.split("#")[0]!));
    const inReadme = linked("README.md");
    expect(inFolder("docs/how-to").filter((page) => !inReadme.includes(page))).toEqual([]);
    const records = inFolder("docs/adr").filter((page) => /\/\d{4}-/.test(page));
    const inIndex = linked("docs/adr/README.md");
    expect([...inIndex].filter((page) => records.includes(page)).sort()).toEqual(records.sort());
  });

  test.each([
    ["README.md", 200],
    ["docs/first-deploy.md", 300],
  ])("%s has at most %i lines", (page, most) => {
    expect(readFileSync(join(root, page), "utf8").split("\n").length - 1).toBeLessThanOrEqual(most);
  });
});
