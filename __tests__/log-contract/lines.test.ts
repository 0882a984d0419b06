import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { lineFields, type LineField } from "../../log-contract/line-fields";
import type { LineMetric, LogLine } from "../../log-contract/log-line";
import { lines } from "../../log-contract/lines";

const folder = join(__dirname, "..", "..", "log-contract");
const files = readdirSync(folder).sort();
const all: readonly LogLine[] = lines;
const metricsOf = (line: LogLine): [string, LineMetric][] => Object.entries(line.metrics);

/** Generates any value that the field allows, including fractions and large integers. */
function valueOf({ name, type, values, minimum = 0, maximum = 1e12 }: LineField): fc.Arbitrary<unknown> {
  if (values !== undefined) return fc.constantFrom(...values);
  if (name === "timestamp")
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") })
      .map((date) => date.toISOString());
  if (type === "integer") return fc.integer({ min: minimum, max: 2 ** 31 - 1 });
  if (type === "number") return fc.double({ min: minimum, max: maximum, noNaN: true });
  return fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/);
}

const lineOf = (line: LogLine): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record(Object.fromEntries(lineFields(line).map((field) => [field.name, valueOf(field)])))
    .map((fields) => ({ message: line.message, ...fields }));

/** Number of the bucket that counts a value: a bucket has its lower bound and not its upper one. */
const bucketOf = (value: number, bounds: readonly number[]): number => bounds.filter((bound) => bound <= value).length;

describe("the folder log-contract/", () => {
  test.each(files)(
    "%s imports nothing but zod and its neighbours, so that an application can take the folder",
    (file) => {
      const imports = [
        ...readFileSync(join(folder, file), "utf8").matchAll(/\b(?:from|import|require)\b\s*\(?\s*"([^"]+)"/g),
      ];
      for (const [, name] of imports) {
        if (name === "zod") continue;
        expect(name).toMatch(/^\.\/[a-z-]+$/);
        expect(files).toContain(`${name!.slice(2)}.ts`);
      }
    },
  );

  test("has one file a line, named after its message, and every line is in the list", () => {
    const ofLines = all.map(({ message }) => `${message.toLowerCase().replaceAll(" ", "-")}.ts`);
    const others = ["line-fields.ts", "lines.ts", "log-line.ts", "spans.ts"];
    expect([...ofLines, ...others].sort()).toEqual(files);
  });

  test("names no message, no metric key and no metric twice", () => {
    const metrics = all.flatMap(metricsOf);
    const names = [all.map(({ message }) => message), metrics.map(([key]) => key), metrics.map(([, { name }]) => name)];
    for (const list of names) expect(list).toEqual([...new Set(list)]);
  });
});

describe.each(all.map((line) => [line.message, line] as const))("%s", (message, line) => {
  const fields = lineFields(line);

  test("has an example that its schema takes as it is", () => {
    expect(line.schema.parse(line.example)).toEqual(line.example);
    expect(line.example["message"]).toBe(message);
    expect(Object.keys(line.example)).toEqual(["message", ...fields.map(({ name }) => name)]);
  });

  test("refuses a line of another name", () => {
    expect(line.schema.safeParse({ ...line.example, message: `${message}.` }).success).toBe(false);
    expect(line.schema.safeParse({ ...line.example, message: message.toLowerCase() }).success).toBe(false);
  });

  test.each(fields.map((field) => [field.name, field] as const))(
    "says what %s means, and needs it or says so",
    (name, field) => {
      expect(field.meaning).not.toBe("");
      const { [name]: left, ...rest } = line.example;
      expect(left).toBeDefined();
      expect(line.schema.safeParse(rest).success).toBe(!field.required);
      expect(line.schema.safeParse({ ...line.example, [name]: null }).success).toBe(false);
    },
  );

  test("has a field beside its message, so that the entry is no mere text", () => {
    expect(fields.some(({ required }) => required)).toBe(true);
  });

  test("takes everything that its fields allow, and fields that nobody reads", () => {
    fc.assert(
      fc.property(lineOf(line), fc.string(), (value, extra) => {
        expect(line.schema.parse({ ...value, extra })).toEqual({ ...value, extra });
      }),
    );
  });

  test("refuses numbers out of range and numbers as text", () => {
    for (const { name, minimum, maximum } of fields.filter(({ type }) => type !== "string")) {
      expect(minimum).toBe(0);
      const wrong = [-1, Number.NaN, Infinity, "12", ...(maximum === undefined ? [] : [maximum + 0.01])];
      for (const value of wrong) expect(line.schema.safeParse({ ...line.example, [name]: value }).success).toBe(false);
    }
  });

  test("refuses what is not in a closed list", () => {
    for (const { name } of fields.filter(({ values }) => values !== undefined))
      expect(line.schema.safeParse({ ...line.example, [name]: "something_else" }).success).toBe(false);
  });

  test("feeds a metric by each label's field, and each of its numbers falls into the bucket that its bounds say", () => {
    expect(metricsOf(line).length).toBeGreaterThan(0);
    for (const [, metric] of metricsOf(line)) {
      for (const field of Object.values(metric.labels ?? {})) expect(fields.map(({ name }) => name)).toContain(field);
      if (metric.counts === "lines") continue;
      const { field, bounds } = metric;
      fc.assert(
        fc.property(lineOf(line), fc.constantFrom(...bounds), (value, threshold) => {
          const number = line.schema.parse(value)[field] as number;
          const bucket = bucketOf(number, bounds);
          const [lower, upper] = [bounds[bucket - 1] ?? -Infinity, bounds[bucket] ?? Infinity];
          expect(number).toBeGreaterThanOrEqual(lower);
          expect(number).toBeLessThan(upper);
          // Whole buckets count the values below a bound, so a threshold on a bound is exact.
          expect(bucket <= bounds.indexOf(threshold)).toBe(number < threshold);
        }),
      );
    }
  });

  test("has bounds that rise, tell its smallest and its usual values apart, and reach what the schema allows", () => {
    for (const [, metric] of metricsOf(line)) {
      if (metric.counts === "lines") continue;
      const { field, bounds } = metric;
      const { maximum } = fields.find(({ name }) => name === field)!;
      expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b));
      expect(bounds[0]).toBeGreaterThan(0);
      expect(bucketOf(line.example[field] as number, bounds)).toBeGreaterThan(0);
      expect(bucketOf(line.example[field] as number, bounds)).toBeLessThan(bounds.length);
      if (maximum !== undefined) expect(bounds.at(-1)).toBe(maximum);
    }
  });
});
