import { describe, expect, test } from "vitest";
import { pricedRegion, unitUsd, type Price } from "../../../contract/cost/price";
import { committedUse, prices, pricesOf, spotShare, usdPerSpeechCharacter } from "../../../contract/cost/prices";

const entries = Object.entries(prices as Readonly<Record<string, Price>>);

describe("the price table", () => {
  test("has a date", () => {
    expect(pricesOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  test.each(entries)("%s has a price above nothing, a unit and a source in each location", (_, entry) => {
    expect(Object.keys(entry.usd)).not.toHaveLength(0);
    for (const usd of Object.values(entry.usd)) expect(usd).toBeGreaterThan(0);
    expect(entry.per).toBeGreaterThan(0);
    expect([entry.unit, entry.source].map((text) => text.trim().length > 2)).toEqual([true, true]);
    expect(["page", "quoted", "memory"]).toContain(entry.evidence);
    // A region that has a price of its own shares none.
    expect("global" in entry.usd && pricedRegion in entry.usd).toBe(false);
  });

  test("R-285 gives each location its price", () => {
    expect(unitUsd(prices.documentReads, "us-central1") * 100_000).toBeCloseTo(0.03, 12);
    expect(unitUsd(prices.documentReads, "nam5") * 100_000).toBeCloseTo(0.06, 12);
  });

  test("gives a region that it does not know the prices of the one that it knows, and everybody the shared ones", () => {
    expect(unitUsd(prices.documentReads, "europe-west1")).toBe(unitUsd(prices.documentReads, pricedRegion));
    expect(unitUsd(prices.speechCharacters, "europe-west1")).toBe(0.000016);
  });

  test("R-287 prices speech by the character", () => {
    expect(usdPerSpeechCharacter).toBe(0.000016);
    expect(prices.speechCharacters.unit).toBe("character");
  });

  test("R-288 has Google's committed-use discounts", () => {
    expect(committedUse).toEqual({
      instanceBased: { oneYear: 0.28, threeYears: 0.46 },
      requestBased: { oneYear: 0.17, threeYears: 0.17 },
    });
  });

  test("R-187 takes a spot machine at the least discount", () => {
    expect(spotShare).toBe(0.4);
  });
});
