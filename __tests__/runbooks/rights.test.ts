import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import google from "../data/google-role-permissions.json";
import { knownCommands, usesOn, type Use } from "../support/command-permissions";

const root = join(__dirname, "../..");
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");
const index = textOf("runbooks/README.md");

/** What somebody reads who was woken: the page's runbook, and where it leads within the first minutes. */
const paging = [...index.matchAll(/\| page \| \[[\w-]+\]\(([\w-]+\.md)\)/g)].map(([, name]) => `runbooks/${name!}`);
const pages = [...new Set(paging), ...["rollback", "outage", "commands", "on-call"].map((one) => `runbooks/${one}.md`)];

/** A page without the table of commands that do not exist. */
const sentencesOf = (path: string): string => textOf(path).replace(/^## What does not exist$[\s\S]*?^(?=## )/m, "");
const uses = new Map(pages.map((page) => [page, usesOn(sentencesOf(page))]));

/** A part of docs/organization.md with the roles that its commands grant. */
interface Part {
  /** Roles of Google's. */
  readonly roles: readonly string[];
  /** Permissions of the role of our own. */
  readonly own: readonly string[];
}
function part(heading: string): Part {
  const [, text] = new RegExp(`^### ${heading}\\n([\\s\\S]*?)(?=^### |(?![\\s\\S]))`, "m").exec(
    textOf("docs/organization.md"),
  )!;
  const blocks = [...text!.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block!).join("\n");
  return {
    roles: [...new Set([...blocks.matchAll(/(?<![\w/])roles\/[\w.]+/g)].map(([role]) => role))],
    own: /--permissions=(\S+)/.exec(blocks)![1]!.split(","),
  };
}
const always = part("Always");
const breakGlass = part("Break-glass");

const permissionsOf = (role: string): readonly string[] => {
  const found = (google.roles as Readonly<Record<string, readonly string[]>>)[role];
  if (found === undefined)
    throw new Error(`${role} is not in __tests__/data/google-role-permissions.json; add what Google lists for it`);
  return found;
};
const given = (...parts: readonly Part[]): Set<string> =>
  new Set(parts.flatMap(({ roles, own }) => [...roles.flatMap(permissionsOf), ...own]));
const needed = new Set([...uses.values()].flat().flatMap(({ permissions }) => permissions ?? []));

/** Commands that somebody with these rights could not run. */
const refused = (found: readonly Use[], rights: ReadonlySet<string>): string[] => [
  ...new Set(
    found.flatMap(({ command, permissions }) =>
      permissions === undefined
        ? [`${command}: no permissions are known; look them up for __tests__/support/command-permissions.ts`]
        : permissions
            .filter((one) => !rights.has(one))
            .map((one) => `${command}: needs ${one}, which docs/organization.md, 9, does not give`),
    ),
  ),
];

describe("who is woken", () => {
  test("has a page for each alert that wakes somebody, with commands", () => {
    expect(paging.length).toBeGreaterThanOrEqual(6);
    for (const [page, found] of uses) expect([page, found.length > 0]).toEqual([page, true]);
  });

  test.each(pages)("may run every command of %s", (page) => {
    expect(refused(uses.get(page)!, given(always, breakGlass))).toEqual([]);
  });

  test("has no permission that no command needs, in a role of our own", () => {
    for (const { own, roles } of [always, breakGlass]) {
      const ofGoogle = new Set(roles.flatMap(permissionsOf));
      expect(own.filter((one) => !needed.has(one) || ofGoogle.has(one))).toEqual([]);
      expect(own).toEqual([...new Set(own)].sort());
    }
    expect(breakGlass.own.filter((one) => given(always).has(one))).toEqual([]);
  });

  test("has no role of Google's that no command needs", () => {
    const spare = always.roles.filter((role) => {
      const without = given({ ...always, roles: always.roles.filter((one) => one !== role) }, breakGlass);
      return [...needed].every((one) => without.has(one));
    });
    expect(spare).toEqual([]);
  });

  test("reads no value of a secret and no document, neither always nor by break-glass", () => {
    const content = /versions\.access$|entities\.|objects\.get|\.export$|executeSql|instances\.(connect|login)$/;
    expect([...given(always, breakGlass)].filter((one) => content.test(one))).toEqual([]);
  });

  test("changes nothing without break-glass but Cloud Run, whose rollback cannot wait, and a snooze", () => {
    const reads =
      /(\.|:)(get\w*|list\w*|search\w*|use\w*|access|analyze|test|exportArtifacts|export|downloadArtifacts|download|readViaVirtualRepository|show\w*)$/;
    expect([...given(always)].filter((one) => !reads.test(one) && needed.has(one)).sort()).toEqual([
      "iam.serviceAccounts.actAs",
      "monitoring.snoozes.create",
      "monitoring.snoozes.update",
      "run.services.update",
    ]);
  });

  test("reads in on-call.md which of these roles there are", () => {
    const [, rights] = /^## Rights\n([\s\S]*?)^## /m.exec(textOf("runbooks/on-call.md"))!;
    const [constant, taken] = rights!.split("| break-glass |") as [string, string];
    for (const role of always.roles) expect([role, constant.includes(`\`${role}\``)]).toEqual([role, true]);
    expect(constant).toContain("`parleyOnCall`");
    expect(taken).toContain("`parleyBreakGlass`");
  });

  test("deploys nothing from a laptop", () => {
    // Those of tickets too: a page's table of causes leads to them.
    const ofAlerts = [...index.matchAll(/\| (?:page|ticket|info) \| \[[\w-]+\]\(([\w-]+\.md)\)/g)];
    const others = ["cost-runaway", "quota-increase", "secret-rotation"].map((one) => `runbooks/${one}.md`);
    for (const page of [...pages, ...ofAlerts.map(([, name]) => `runbooks/${name!}`), ...others]) {
      const blocks = [...textOf(page).matchAll(/^ *```(?:sh|bash)\n([\s\S]*?)^ *```/gm)].map(([, block]) => block!);
      expect([
        page,
        blocks.filter((one) => /cdktf (deploy|destroy)|terraform .*\b(apply|destroy)\b/.test(one)),
      ]).toEqual([page, []]);
    }
  });

  test("finds no command in the table that is on no page", () => {
    const used = new Set([...uses.values()].flat().map(({ command }) => command));
    // `npm run secrets` runs it.
    used.add("gcloud secrets versions add");
    expect(knownCommands.filter((one) => !used.has(one))).toEqual([]);
  });
});

describe("a command that is not allowed", () => {
  const of = (text: string): string[] => refused(usesOn(text), given(always, breakGlass));

  test("is one whose permissions nobody has looked up, in a block, in a sentence, and of bq", () => {
    expect(of('```sh\ngcloud sql instances delete "$INSTANCE" --project="$PROJECT"\n```')).toEqual([
      "gcloud sql instances delete: no permissions are known; look them up for __tests__/support/command-permissions.ts",
    ]);
    expect(of("```sh\ngcloud auth login\ngcloud projects delete x\n```")).toHaveLength(1);
    expect(of('```sh\nT=$(gcloud auth login)\ndate | gcloud projects delete "$T"\n```')).toHaveLength(1);
    expect(of("or `gcloud sql instances clone`")[0]).toMatch(/^gcloud sql instances clone: no permissions/);
    expect(of("```sh\nbq query x\n```")[0]).toMatch(/^bq query x: no permissions/);
    expect(of("```sh\ncurl https://run.googleapis.com/v2/projects\n```")[0]).toMatch(/^https:\/\/run.*no permissions/);
    expect(of("```sh\nnpm run --silent deploy -- prod\n```")[0]).toMatch(/^npm run deploy: no permissions/);
  });

  test("is one whose permission no role has", () => {
    const uses = usesOn('```sh\ngcloud beta sql instances failover "$INSTANCE"\n```');
    expect(refused(uses, given(always))).toEqual([
      "gcloud sql instances failover: needs cloudsql.instances.failover, which docs/organization.md, 9, does not give",
    ]);
    expect(refused(uses, given(always, breakGlass))).toEqual([]);
  });
});
