import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { keysByLocation } from "../../constructs/kms/names";
import { keyUsers } from "../../constructs/kms/key-users";
import { referenceEnvironments } from "../reference/all";

const text = readFileSync(join(__dirname, "../../runbooks/key-rotation.md"), "utf8");
const sectionOf = (heading: string): string => text.split(/^## /m).find((one) => one.startsWith(heading))!;

/** Rows of the table of stores: their keys, the store, how it is encrypted again, and until when the old version is needed. */
const rows = [
  ...sectionOf("Steps: under the new version").matchAll(/^\| (`.+?`) \| (.+?) \| (.+?) \| (.+?) \|$/gm),
].map(([, keys, store, , until]) => ({ keys: keys!.match(/\w+/g)!, store: store!, until: until! }));

/** How the table calls what a service agent encrypts. */
const storeOf: Readonly<Record<string, RegExp>> = {
  artifactRegistry: /repository/,
  cloudSql: /Cloud SQL/,
  cloudStorage: /caches|buckets|states/,
  computeEngine: /disks/,
  kubernetesEngine: /Secrets/,
  firestore: /Firestore/,
  pubsub: /messages/,
  secretManager: /secrets/,
};

describe("keys after a compromise", () => {
  const users = referenceEnvironments()
    .flatMap((environment) =>
      [...keysByLocation(environment)].flatMap(([location, keys]) =>
        keys.flatMap((key) => keyUsers(environment, key, location).map((agent) => `${key} ${agent}`)),
      ),
    )
    .concat("state cloudStorage");

  test.each([...new Set(users)].sort())("have a row for what %s encrypts", (user) => {
    const [key, agent] = user.split(" ") as [string, string];
    const found = rows.filter(({ keys, store }) => keys.includes(key) && storeOf[agent]!.test(store));
    expect(found.length).toBeGreaterThan(0);
  });

  test("are needed for something by every store, the audit trail and the registry longest", () => {
    expect(rows.filter(({ until }) => until === "")).toEqual([]);
    expect(rows.find(({ store }) => store === "the audit trail")!.until).toContain("`audit.retentionDays`");
    expect(rows.find(({ store }) => store === "the repository")!.until).toContain("as long as");
  });

  test("are disabled only in the section that says when", () => {
    const sections = text.split(/^## /m).filter((section) => section.includes("versions disable"));
    expect(sections.map((section) => section.split("\n")[0])).toEqual(["Steps: when nothing needs the old version"]);
  });

  test("are never rewritten with all versions, which would make an old object the newest", () => {
    expect(text).not.toMatch(/^gcloud storage objects update .*--all-versions/m);
  });
});
