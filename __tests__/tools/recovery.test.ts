import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { referenceEnvironments } from "../reference/all";
import type { Environment } from "../../contract/environment";
import { storesOf, titleOf } from "../../contract/recovery";
import { duration, table } from "../../tools/markdown";
import { recoveryPage } from "../../tools/recovery/page";
import { environment } from "../support/environments";
import { formatted } from "../support/formatted";

describe("docs/recovery.md", () => {
  test("is as the formatter would write it", async () => {
    const page = recoveryPage(referenceEnvironments());
    expect(await formatted(page)).toBe(page);
  });
});

describe("the page", () => {
  const page = recoveryPage(referenceEnvironments());
  const section = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`))!;

  test("is the same each time", () => {
    expect(recoveryPage(referenceEnvironments())).toBe(page);
  });

  test("starts with the environment that serves users", () => {
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      "prod",
      "staging",
      "dev",
      "Services",
      "What is made again instead",
      "What no setting covers",
    ]);
  });

  test("has a row for every store of every environment, and a way back from both threats", () => {
    for (const one of referenceEnvironments()) {
      const rows = [...section(one.name).matchAll(/^\| ((?!Store|---).*?) +\|/gm)].map(([, title]) => title);
      expect(rows).toEqual(storesOf(one).map(titleOf));
      expect(section(one.name)).toContain("Somebody deleted or overwrote something:\n\n- **Cloud SQL");
      expect(section(one.name)).toContain("A zone is lost:\n\n- **Cloud SQL");
    }
  });

  test("tells objective and settings apart, and whose each time is", () => {
    const row = (environmentName: string, store: string): string[] =>
      section(environmentName)
        .split("\n")
        .find((line) => line.startsWith(`| ${store} `))!
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1);
    expect(row("prod", "Cloud SQL for PostgreSQL").slice(1, 6)).toEqual(["5 min", "5 min", "2 h", "1 h", "planned"]);
    expect(row("prod", "Bucket conversation-history").slice(1, 6)).toEqual([
      "nothing",
      "nothing",
      "1 day",
      "1 h",
      "planned",
    ]);
    expect(row("dev", "Firestore").slice(1)).toEqual([
      "not declared",
      "everything",
      "not declared",
      "never",
      "-",
      "nothing",
    ]);
  });

  test("explains a mechanism once for all stores that have it", () => {
    expect(section("prod")).toContain("**Buckets assets, documents, face-models and voice-models**, by versions");
    expect(section("prod").match(/Cloud Storage has each object in several zones/g)).toHaveLength(1);
  });

  test("R-356 gives each service its 15 minutes and what it takes", () => {
    expect(section("Services")).toContain("| `audio`        | 15 min      | 150 s         | 8 min                 |");
    expect(section("Services")).not.toContain("Note");
  });

  test("marks a service that others deploy", async () => {
    const external = { serviceName: "improv-audio", accountEmail: "a@other.iam.gserviceaccount.com" };
    const others = environment("prod", (spec) => (spec.services.audio = { external }));
    const changed = recoveryPage([environment("dev"), others]);
    expect(changed).toMatch(/^\| `audio` .*\| deployed by others in prod \|$/m);
    expect(await formatted(changed)).toBe(changed);
  });

  test("names what is made again, and where a lost region leaves a copy", () => {
    expect(section("What is made again instead")).toContain("Caches: `audio-cache` and `conversation-cache`");
    expect(section("What no setting covers")).toContain("(no environment has one)");
    const replicated = structuredClone(environment("prod")) as any;
    replicated.cloudSql.replicas = {
      near: { region: "us-central1", tier: "db-custom-2-7680", generation: 1 },
      far: { region: "europe-west1", tier: "db-custom-2-7680", generation: 1 },
    };
    expect(recoveryPage([replicated as Environment])).toContain("(prod has one in europe-west1)");
  });
});

describe("a table", () => {
  test("stays as it is under the formatter, whatever words are in it", async () => {
    const cell = fc.stringMatching(/^[a-z]{1,9}( [a-z`|]{0,1}[a-z]{1,40})?$/).map((text) => text.replaceAll("`", ""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 }), async (rows) => {
        const text = `${table(["One", "Two", "Three"], rows)}\n`;
        expect(await formatted(text)).toBe(text);
      }),
      { numRuns: 5 },
    );
  });

  test.each([
    [0, "0 min"],
    [1, "1 min"],
    [59, "59 min"],
    [60, "1 h"],
    [90, "90 min"],
    [120, "2 h"],
    [1440, "1 day"],
    [1500, "25 h"],
    [2880, "2 days"],
  ])("gives %d minutes as %s", (minutes, text) => {
    expect(duration(minutes)).toBe(text);
  });
});
