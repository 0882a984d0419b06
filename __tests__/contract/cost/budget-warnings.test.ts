import { describe, expect, test } from "vitest";
import { warnings } from "../../../contract/warnings";
import { referenceEnvironments } from "../../reference/all";
import { environment, issuesOf } from "../../support/environments";

const ofProd = (change: (spec: any) => void): string[] => warnings([environment("prod", change)]);

describe("a budget", () => {
  test("is warned of in none of the environments as they are", () => {
    expect(warnings(referenceEnvironments())).toEqual([]);
  });

  test("of any amount is accepted, the documents' own too", () => {
    for (const usd of [1, 11_000, 10_000_000])
      expect(
        issuesOf("prod", (spec) => (spec.budget = { ...spec.budget, monthlyUsd: usd, modelMonthlyUsd: usd })),
      ).toEqual([]);
  });

  test("below a fifth of the estimate is said with what weighs most", () => {
    expect(ofProd((spec) => (spec.budget.monthlyUsd = 10_000))).toEqual([]);
    expect(ofProd((spec) => (spec.budget.monthlyUsd = 9000))).toEqual([
      "environments/prod.ts: budget.monthlyUsd: 9000 is less than a fifth of the 49000 dollars that a month of its usage costs, so most of its mails come in the first week; most of all Vertex AI 'Audio of earlier turns, heard again' with 22000, Vertex AI 'Audio spoken' with 13000, Vertex AI 'Audio heard' with 8100",
    ]);
  });

  test("above five times the estimate is said", () => {
    expect(ofProd((spec) => (spec.budget.monthlyUsd = 240_000))).toEqual([]);
    expect(ofProd((spec) => (spec.budget.monthlyUsd = 250_000))).toEqual([
      expect.stringMatching(
        /^environments\/prod\.ts: budget\.monthlyUsd: 250000 is more than five times the 49000 dollars/,
      ),
    ]);
  });

  test("of the model alone is compared with the model alone", () => {
    expect(ofProd((spec) => (spec.budget.modelMonthlyUsd = 8000))).toEqual([
      expect.stringMatching(/^environments\/prod\.ts: budget\.modelMonthlyUsd: 8000 is less than a fifth of the 44000/),
    ]);
    expect(ofProd((spec) => delete spec.budget.modelMonthlyUsd)).toEqual([]);
  });

  test("is quiet where nobody is expected, however large or small", () => {
    for (const usd of [1, 11_000, 1_000_000])
      expect(
        ofProd((spec) => {
          spec.usage = { services: {} };
          spec.budget = { ...spec.budget, monthlyUsd: usd, modelMonthlyUsd: usd };
        }),
      ).toEqual([]);
  });
});
