import { describe, expect, test } from "vitest";
import { z } from "zod";
import { lineFields } from "../../log-contract/line-fields";

const fieldsOf = (shape: z.ZodRawShape): unknown =>
  lineFields({ schema: z.looseObject({ message: z.literal("Something happened"), ...shape }) });

describe("the fields of a line", () => {
  test("come in the schema's order, without the message", () => {
    const shape = { b: z.string().describe("second letter"), a: z.number().describe("first letter") };
    expect(fieldsOf(shape)).toEqual([
      { name: "b", type: "string", required: true, meaning: "second letter" },
      { name: "a", type: "number", required: true, meaning: "first letter" },
    ]);
  });

  test("say what a value may be", () => {
    expect(fieldsOf({ result: z.enum(["hit", "miss"]), ratio: z.number().min(0).max(1), done: z.boolean() })).toEqual([
      { name: "result", type: "string", required: true, values: ["hit", "miss"], meaning: "" },
      { name: "ratio", type: "number", required: true, minimum: 0, maximum: 1, meaning: "" },
      { name: "done", type: "boolean", required: true, meaning: "" },
    ]);
  });

  test("say that a whole number is one, and take no limit of JavaScript's for one of ours", () => {
    expect(fieldsOf({ characters: z.int().min(0) })).toEqual([
      { name: "characters", type: "integer", required: true, minimum: 0, meaning: "" },
    ]);
  });

  test("say which may be absent, wherever the description is", () => {
    const shape = { a: z.number().optional().describe("late"), b: z.number().describe("early").optional() };
    expect(fieldsOf(shape)).toEqual([
      { name: "a", type: "number", required: false, meaning: "late" },
      { name: "b", type: "number", required: false, meaning: "early" },
    ]);
  });
});
