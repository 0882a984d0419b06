import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandsOf } from "../../../tools/rehearse/page";
import { scenarios } from "../../../tools/rehearse/scenarios/all";

const page = [
  "# Page",
  "## One",
  "```sh",
  "terraform init",
  "```",
  "```ts",
  "const no = 1;",
  "```",
  "### Below",
  "```sh",
  "terraform plan",
  "```",
  "## Two",
  "```sh",
  "terraform apply",
  "```",
  "",
].join("\n");

describe("the commands of a section", () => {
  test("are those of its shell blocks, of the sections below it too, and of no other", () => {
    expect(commandsOf(page, "One")).toBe("terraform init\nterraform plan\n");
    expect(commandsOf(page, "Below")).toBe("terraform plan\n");
  });

  test("are of a section that exists", () => {
    expect(() => commandsOf(page, "Three")).toThrow("no section 'Three'");
  });
});

describe("a section that a scenario runs", () => {
  const sections = scenarios.flatMap(({ name, changes }) =>
    changes.flatMap((change) => (change.sections ?? []).map((section) => ({ name, ...section }))),
  );

  test.each(sections.map(({ name, page: file, section }) => [name, file, section] as const))(
    "of %s is in %s with commands of Terraform: %s",
    (_, file, section) => {
      const text = readFileSync(join(__dirname, "../../..", file), "utf8");
      expect(commandsOf(text, section)).toMatch(/^ *terraform -chdir=.*(import|state rm)/m);
    },
  );
});
