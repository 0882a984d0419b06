import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { referenceEnvironments } from "../reference/all";
import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import {
  alertingPoliciesOf,
  policyKind,
  policyTitle,
  type AlertingPolicy,
} from "../../observability/alerts/alerting-policy";
import { alertsOf } from "../../observability/alerts/all";
import { notification } from "../../observability/alerts/notification";
import { isAlertRunbook, variablesOf } from "../../observability/runbooks/runbook";
import { subjectNames } from "../../observability/subject-names";
import { logsWord, subjectWords } from "../../tools/runbooks/names-file";
import { variants } from "../reference/variants";
import { environment } from "../support/environments";
import { stackJson } from "../support/stacks";

const root = join(__dirname, "../..");
const folder = join(root, "runbooks");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .sort();
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");
const runbooks = files.filter((name) => name !== "README.md");
const ofAlerts = runbooks.filter((name) => isAlertRunbook(textOf(name)));

const withAlerts = (environment: Environment): Given => ({
  environment,
  alerts: alertsOf(environment),
  policies: alertingPoliciesOf(environment),
});
interface Given {
  readonly environment: Environment;
  readonly alerts: readonly Alert[];
  readonly policies: readonly AlertingPolicy[];
}
const real = referenceEnvironments().map(withAlerts);
/** All environments, plus variants with the options that none of them sets, so that every kind of alert occurs. */
const every = [...real, ...variants().map(withAlerts)];
const kinds = [...new Set(every.flatMap(({ policies }) => policies.map(({ kind }) => kind)))].sort();

const sections = [
  "Who is affected",
  "Look here first",
  "Likely causes",
  "Mitigation",
  "Rollback",
  "Escalation",
  "Over when",
];

/** Whether the stacks contain a value. They contain an account's id instead of its e-mail. */
const isThere = (stacks: string, value: string): boolean =>
  stacks.includes(value.endsWith(".iam.gserviceaccount.com") ? `"account_id":"${value.split("@")[0]!}"` : value);

/** A name without the part that changes with each release or restore. */
const withoutGeneration = (name: string): string =>
  name.replace(/-([0-9a-f]{8}|candidate)$/, "").replace(/^(parley-postgres)-.*$/, "$1");

/** A word as a runbook writes it: an entry's key is left open. */
const placeholder = (word: string, index: number): string => {
  if (index === 1 && !word.includes("-change")) return "KEY";
  return word.includes("/") ? `${word.split("/")[0]!}/(OBJECTIVE|PATH)` : word;
};

describe("R-414 runbooks", () => {
  test("R-242 of alerts are exactly the alerts that there are", () => {
    expect(ofAlerts.map((name) => name.replace(/\.md$/, "")).sort()).toEqual(kinds);
  });

  test.each(ofAlerts)("%s has every section, in order", (name) => {
    const headings = [...textOf(name).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(sections);
  });

  test.each(ofAlerts)("%s is headed like its alert", (name) => {
    const kind = name.replace(/\.md$/, "");
    const words = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
    const heading = words(/^# (.+)$/m.exec(textOf(name))![1]!);
    for (const title of every.flatMap(({ alerts }) =>
      alerts.filter((alert) => policyKind(alert) === kind).map(policyTitle),
    )) {
      const shared = words(title).filter((word) => heading.includes(word));
      expect([title, shared.length >= Math.min(2, heading.length, words(title).length)]).toEqual([title, true]);
    }
  });

  test("are all in the index", () => {
    const listed = [...textOf("README.md").matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name!);
    expect([...new Set(listed)].sort()).toEqual(runbooks);
  });

  test("R-220 are listed with the severity that their alerts have", () => {
    const rows = [...textOf("README.md").matchAll(/\| (page|ticket|info) \| \[[\w-]+\]\(([\w-]+)\.md\)/g)];
    const listed = rows.map(([, severity, kind]) => `${kind!}: ${severity!}`).sort();
    const real = every.flatMap(({ policies }) => policies.map(({ kind, severity }) => `${kind}: ${severity}`));
    expect(listed).toEqual([...new Set(real)].sort());
  });

  test("of alerts begin with the call that gives their commands every name", () => {
    for (const { alerts } of every)
      for (const alert of alerts) {
        const text = textOf(`${policyKind(alert)}.md`);
        const words = [...subjectWords(alert.subject), ...(variablesOf(text).has("LOGS") ? [logsWord(alert)] : [])];
        const call = new RegExp(`^\\. runbooks/names/ENV\\.sh && names ${words.map(placeholder).join(" ")}$`, "m");
        expect(text.slice(0, text.indexOf("\n## "))).toMatch(call);
      }
  });

  test("do not change with the entries: none carries a generated name", () => {
    expect(runbooks.filter((name) => /<!-- names -->|^export \w+=.* # /m.test(textOf(name)))).toEqual([]);
  });

  test.each(ofAlerts)("%s uses variables that its subjects have", (name) => {
    const kind = name.replace(/\.md$/, "");
    const text = textOf(name);
    const own = new Set([...text.matchAll(/(?:^|\s)([A-Z][A-Z_]*)=/gm)].map(([, one]) => one!));
    for (const { environment, alerts } of every)
      for (const { subject } of alerts.filter((alert) => policyKind(alert) === kind)) {
        const known = [...Object.keys(subjectNames(environment, subject)), "LOGS"];
        expect([...variablesOf(text)].filter((one) => !known.includes(one) && !own.has(one))).toEqual([]);
      }
  });

  test("R-242 make a notification of every alert, short enough for Cloud Monitoring and without a name left open", () => {
    for (const { environment, policies } of every)
      for (const policy of policies) {
        const { content } = notification(environment, policy);
        expect(content.length).toBeLessThanOrEqual(8192);
        // A policy about several subjects says how to name the one of the incident.
        if (!content.includes("\nNames: `. runbooks/names/"))
          expect(content.replaceAll("$QUOTA_SERVICE", "")).not.toMatch(/\$[A-Z]{2}/);
        expect(content).not.toMatch(/\$(PROJECT|REGION|ENVIRONMENT)\b/);
      }
  });

  test.each(referenceEnvironments().map((environment) => [environment.name, environment] as const))(
    "name only what is in the stacks of %s",
    (name, environment) => {
      const layers = ["foundation", "data", "runtime", "operations"].map((layer) =>
        JSON.stringify(stackJson(`${name}-${layer}`).json),
      );
      const stacks = layers.join("\n");
      const subjects = [{ kind: "environment" } as const, ...alertsOf(environment).map(({ subject }) => subject)];
      const missing = subjects.flatMap((subject) =>
        Object.entries(subjectNames(environment, subject))
          .filter(([, value]) => !isThere(stacks, value))
          .map(([variable, value]) => `${variable}=${value}`),
      );
      expect([...new Set(missing)]).toEqual([]);
    },
  );

  test("write no name of a resource into a command that the stacks do not have", () => {
    const stacks = referenceEnvironments()
      .flatMap(({ name }) => ["foundation", "data", "runtime", "operations"].map((layer) => `${name}-${layer}`))
      .map((id) => JSON.stringify(stackJson(id).json))
      .join("\n");
    const wrong = runbooks.flatMap((name) =>
      [...textOf(name).matchAll(/```sh\n([\s\S]*?)```/g)]
        .flatMap(([, block]) => [...block!.matchAll(/(?<![\w/.-])parley-[a-z0-9-]+[a-z0-9]/g)].map(([one]) => one))
        .filter((one) => !stacks.includes(withoutGeneration(one)))
        .map((one) => `${name}: ${one}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test("say that the load balancer's log is sampled where they read it, and of no other log", () => {
    expect(environment("prod").logging.loadBalancerSampleRate).toBe(0.1);
    const reads = (text: string): boolean =>
      [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].some(([, block]) => block!.includes("http_load_balancer"));
    const says = (text: string): boolean => /tenth[^.]*\(`logging\.loadBalancerSampleRate`\)/.test(text);
    const parts = runbooks.flatMap((name) =>
      textOf(name)
        .split(/^(?=## )/m)
        .map((part) => ({ part: `${name}: ${part.split("\n")[0]!}`, reads: reads(part), says: says(part) })),
    );
    expect(parts.filter((one) => one.reads).length).toBeGreaterThan(3);
    expect(parts.filter((one) => one.reads !== one.says)).toEqual([]);
  });

  test.each(files)("%s links only what exists", (name) => {
    const links = [...textOf(name).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) => link!);
    const broken = links.filter((link) => {
      const [path, anchor] = link.split("#") as [string, string | undefined];
      const file = path === "" ? join(folder, name) : join(folder, dirname(name), path);
      if (!existsSync(file)) return true;
      if (anchor === undefined || !file.endsWith(".md")) return false;
      const anchors = [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\w\s-]/g, "")
          .replaceAll(" ", "-"),
      );
      return !anchors.includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
