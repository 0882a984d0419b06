import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { referenceEnvironments } from "../../reference/all";
import type { Environment } from "../../../contract/environment";
import { policyKind } from "../../../observability/alerts/alerting-policy";
import { alertsOf } from "../../../observability/alerts/all";
import { alertNames } from "../../../observability/alerts/notification";
import { runbookText, variablesOf } from "../../../observability/runbooks/runbook";
import { subjectNames } from "../../../observability/subject-names";
import { logsWord, namesFiles, subjectWords } from "../../../tools/runbooks/names-file";
import { variants } from "../../reference/variants";
import { environment } from "../../support/environments";
import { exportedIn, runIn, shells } from "../../support/shells";

/** A folder with the files of some environments, as the repository's root. */
function rootOf(...environments: readonly Environment[]): string {
  const root = mkdtempSync(join(tmpdir(), "parley-names-"));
  for (const { path, text } of namesFiles(environments)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** What a file exported for the commands, without its setting for Terraform. */
function namesIn(out: string): Record<string, string> {
  const { TF_INPUT: _, ...names } = exportedIn(out);
  return names;
}

const prod = environment("prod");
const real = referenceEnvironments().map((of) => [of.name, of] as const);
const varied = variants().map((of) => [`${of.name} (variant)`, of] as const);

describe("a file of names", () => {
  test("is written for each environment, with a line for each subject", () => {
    const files = namesFiles([environment("dev"), prod]);
    expect(files.map(({ path }) => path)).toEqual(["runbooks/names/dev.sh", "runbooks/names/prod.sh"]);
    expect(files[1]!.text).toContain("\n    'queue jobs') export TOPIC=jobs SUBSCRIPTION=jobs-sub ");
  });

  test("takes the name that an incident from the logs has of a service that is deployed elsewhere", () => {
    const guarded = variants().find(({ name }) => name === "prod")!;
    const { text } = namesFiles([guarded])[0]!;
    const ofRest = /^    'service rest'\) (export .*)$/m.exec(text)![1]!;
    expect(text).toContain(`\n    'service improv-api') ${ofRest}\n`);
  });

  test("is tried in two shells at least", () => {
    expect(shells.map(([shell]) => shell)).toEqual(expect.arrayContaining(["bash", "sh"]));
  });

  describe.each(shells.map((shell) => ({ name: shell[0]!, shell })))("in $name", ({ shell }) => {
    // One call after the other in one shell: each must forget what the one before has set.
    test.each([...real, ...varied])("gives every subject of every alert of %s its names and no others", (_, of) => {
      const calls = new Map<string, Record<string, string>>([
        ["environment", subjectNames(of, { kind: "environment" })],
      ]);
      for (const alert of alertsOf(of)) {
        calls.set(subjectWords(alert.subject).join(" "), subjectNames(of, alert.subject));
        if (variablesOf(runbookText(policyKind(alert))).has("LOGS"))
          calls.set([...subjectWords(alert.subject), logsWord(alert)].join(" "), alertNames(of, alert));
      }
      const lines = [...calls.keys()].flatMap((words) => ["echo '== call'", `names ${words} && env`]);
      const { code, out, err } = runIn(shell, [`. runbooks/names/${of.name}.sh`, ...lines].join("\n"), rootOf(of));
      expect([code, err]).toEqual([0, ""]);
      const given = out.split("== call\n").slice(1).map(namesIn);
      expect(Object.fromEntries([...calls.keys()].map((words, index) => [words, given[index]]))).toEqual(
        Object.fromEntries(calls),
      );
    });

    test("gives the environment's own names when it is read, and lets no command wait for a variable", () => {
      const { out } = runIn(shell, "set -eu; . runbooks/names/prod.sh && env", rootOf(prod));
      expect(out.split("\n")).toContain("TF_INPUT=0");
      expect(namesIn(out)).toEqual(subjectNames(prod, { kind: "environment" }));
    });

    test.each([
      ["", /^names: prod has no ''\. It has: .*, database, environment, .*queue KEY, secret KEY, service KEY$/],
      ["servce audio", /^names: prod has no 'servce audio'\. It has: .*service KEY$/],
      ["service", /^names: prod has no 'service'\. It has: service audio, service conversation, /],
      ["service KEY", /^names: prod has no 'service KEY'\. It has: service audio, service conversation, /],
      ["service audio latency", /has no 'service audio latency'\. It has: .*service audio latency-p95, /],
      ["database prod", /^names: prod has no 'database prod'\. It has: cache KEY, cluster, database, /],
      ["environment latency-p95", /has no 'environment latency-p95'\. It has: environment iam-change$/],
    ])(
      "refuses 'names %s', says what there is, and leaves the shell open without another's names",
      (words, message) => {
        const script = `. runbooks/names/prod.sh && names service media latency-p95\nnames ${words}\necho "code=$?"; env`;
        const { code, out, err } = runIn(shell, script, rootOf(prod));
        expect(err.trim()).toMatch(message);
        expect([code, out.split("\n")[0]]).toEqual([0, "code=1"]);
        expect(namesIn(out)).toEqual(subjectNames(prod, { kind: "environment" }));
      },
    );

    test("keeps what a shell would read otherwise", () => {
      const domain = `a b'c"$HOME\`id\`\\`;
      const { out } = runIn(shell, ". runbooks/names/prod.sh && env", rootOf({ ...prod, domain }));
      expect(namesIn(out)).toMatchObject({ DOMAIN: domain });
    });
  });
});
