import { describe, expect, test } from "vitest";
import { allEnvironments } from "../../../environments/all";
import { alertsOf } from "../../../observability/alerts/all";
import { casesOf } from "../../../tools/alerts/cases";
import { namedEnvironments } from "../../../tools/alerts/environments";
import { proofs } from "../../../tools/alerts/proofs";
import { ruleTests } from "../../../tools/alerts/rule-tests";
import type { Proof, Scenario } from "../../../tools/alerts/scenario";
import { environment } from "../../support/environments";

const environments = namedEnvironments(allEnvironments());
const prod = [{ name: "prod", environment: environment("prod") }];

/** The proofs with the scenarios of one kind replaced. */
const proven = (kind: string, change: (scenarios: readonly Scenario[]) => readonly Scenario[]): Proof[] =>
  proofs.map((proof) =>
    proof.kind === kind ? { kind, scenarios: (of, alert) => change(proof.scenarios(of, alert)) } : proof,
  );

/** Issues of changed proofs. Prod alone has no replica, so the replica's proof is superfluous. */
const messages = (changed: readonly Proof[]): string[] =>
  casesOf(prod, changed)
    .gaps.filter(({ kind }) => kind !== "replication-lag")
    .map(({ message }) => message);

const opening: Scenario = { title: "it opens", series: [{ series: "m", values: "0x30" }], opensAtMinute: 10 };

describe("the proof of the alerts", () => {
  test("R-241 has a scenario that opens and one that leaves closed each PromQL condition of every environment and variant", () => {
    const { cases, alerts, gaps } = casesOf(environments, proofs);
    expect(gaps).toEqual([]);
    const kinds = environments.flatMap(({ environment }) =>
      alertsOf(environment).flatMap(({ kind, conditions }) => (conditions[0].language === "promql" ? [kind] : [])),
    );
    expect([...alerts.keys()].sort()).toEqual([...new Set(kinds)].sort());
    expect([...alerts.values()].reduce((sum, count) => sum + count, 0)).toBe(kinds.length);
    for (const { name, scenarios } of cases)
      expect([name, new Set(scenarios.map(({ opensAtMinute }) => opensAtMinute === undefined))]).toEqual([
        name,
        new Set([true, false]),
      ]);
    expect(new Set(cases.filter(({ isMutated }) => isMutated).map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  test("R-241 sends no series at all once, and what opens the alert of another subject", () => {
    const { cases } = casesOf(prod, proofs);
    for (const { scenarios } of cases) expect(scenarios.filter(({ series }) => series.length === 0)).toHaveLength(1);
    const [media] = cases.filter(({ name }) => name === "prod error-ratio_media");
    const [foreign] = media!.scenarios.filter(({ title }) => title.startsWith("Audio"));
    expect(foreign!.opensAtMinute).toBeUndefined();
    expect(foreign!.series.length).toBeGreaterThan(0);
    expect(foreign!.series.every(({ series }) => series.includes('"parley-audio"'))).toBe(true);
    const [elsewhere] = media!.scenarios.filter(({ title }) => title.startsWith("another project"));
    expect(elsewhere!.opensAtMinute).toBeUndefined();
    expect(elsewhere!.series.every(({ series }) => series.includes('{project_id="another",'))).toBe(true);
  });

  test("names each case once, and makes the same files every time", () => {
    const [one, other] = [0, 1].map(() => casesOf(namedEnvironments(allEnvironments()), proofs).cases);
    expect(new Set(one!.map(({ name }) => name)).size).toBe(one!.length);
    expect(one!.map((subject) => ruleTests(subject, "rules"))).toEqual(other!.map((each) => ruleTests(each, "rules")));
  });

  test("proves what equals another once, and mutates it once if they differ by names alone", () => {
    const twice = casesOf([...prod, { name: "again", environment: environment("prod") }], proofs);
    expect(twice.cases).toEqual(casesOf(prod, proofs).cases);
    expect(twice.alerts.get("error-ratio")).toBe(2 * environment("prod").services.length);
    const ratios = twice.cases.filter(({ kind }) => kind === "error-ratio");
    expect(ratios.map(({ isMutated }) => isMutated)).toEqual(ratios.map((_, index) => index === 0));
    const strict = environment("prod", (_, catalog) => {
      catalog.services.rest!.errorRatio = 0.01;
    });
    const mutated = casesOf([{ name: "prod", environment: strict }], proofs).cases.filter(({ isMutated }) => isMutated);
    expect(mutated.filter(({ kind }) => kind === "error-ratio")).toHaveLength(2);
  });

  test("is missed where a kind has none", () => {
    expect(messages(proofs.filter(({ kind }) => kind !== "error-ratio"))).toEqual([
      "error-ratio: no proof; write one in tools/alerts/scenarios/ and list it in tools/alerts/proofs.ts",
    ]);
  });

  test("is refused of a kind that no alert has", () => {
    expect(messages([...proofs, { kind: "sunspots", scenarios: () => [] }])).toEqual([
      "sunspots: a proof, but no alert with a PromQL condition",
    ]);
  });

  test.each<[string, (scenarios: readonly Scenario[]) => readonly Scenario[], string]>([
    ["none opens it", (all) => all.filter(({ opensAtMinute }) => opensAtMinute === undefined), "no scenario opens it"],
    [
      "none leaves it closed",
      (all) => all.filter(({ opensAtMinute }) => opensAtMinute !== undefined),
      "no scenario leaves it closed",
    ],
    [
      "it opens too early",
      (all) => [...all, { ...opening, opensAtMinute: 1 }],
      "'it opens' opens it before it can have held for 120 s",
    ],
    [
      "it opens too late",
      (all) => [...all, { ...opening, opensAtMinute: 31 }],
      "'it opens' opens it after its last sample",
    ],
    [
      "it has not the condition",
      (all) => [...all, { ...opening, condition: 1 }],
      "a scenario is about a condition that the alert has not",
    ],
  ])("is refused if %s, with the alert's name", (_, change, message) => {
    const found = messages(proven("error-ratio", change));
    expect(found).toHaveLength(environment("prod").services.length);
    expect(found).toContain(`prod error-ratio_media: ${message}`);
  });

  test("keeps a scenario without series that the kind states", () => {
    const stated = { title: "silence is fine", series: [] };
    const { cases } = casesOf(
      prod,
      proven("error-ratio", (all) => [...all, stated]),
    );
    const [subject] = cases.filter(({ kind }) => kind === "error-ratio");
    expect(subject!.scenarios.filter(({ series }) => series.length === 0)).toEqual([stated]);
  });
});
