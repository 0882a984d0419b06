import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bestMechanism, storesOf } from "../../contract/recovery";
import { referenceEnvironments } from "../reference/all";

const textOf = (page: string): string => readFileSync(join(__dirname, "../../runbooks", `${page}.md`), "utf8");

/** Minutes of each table that plans steps, by what the table's first column says last; "" where it names steps alone. */
function plannedMinutes(page: string): Map<string, { steps: number; together: number | undefined }> {
  const [, table = ""] = /\| minutes, planned \|\n\|[-|]+\|\n((?:\|.*\n)+)/.exec(textOf(page)) ?? [];
  const sums = new Map<string, { steps: number; together: number | undefined }>();
  let store = "";
  for (const line of table.trim().split("\n")) {
    const cells = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    const minutes = Number(cells.at(-1));
    if (cells.length === 3 && cells[0] !== "") store = cells[0]!;
    const sum = sums.get(store) ?? { steps: 0, together: undefined };
    if (cells[0] === "together") sums.set(store, { ...sum, together: minutes });
    else sums.set(store, { ...sum, steps: sum.steps + minutes });
  }
  return sums;
}

const prod = referenceEnvironments().find(({ name }) => name === "prod")!;
const planned = (kind: string): number =>
  bestMechanism(
    storesOf(prod).find((store) => store.kind === kind)!,
    "mistake",
  ).rtoMinutes;

describe("the steps of a restore", () => {
  test.each([
    ["restore-database", "Cloud SQL for PostgreSQL", ""],
    ["restore-firestore", "Firestore", ""],
    ["restore-secrets-and-state", "Secrets", "a secret's version"],
    ["restore-secrets-and-state", "Terraform state", "a state"],
  ])("of %s take together what the recovery of %s is planned to take", (page, kind, row) => {
    const { steps, together } = plannedMinutes(page).get(row)!;
    expect(steps).toBe(planned(kind));
    expect([undefined, steps]).toContain(together);
  });
});
