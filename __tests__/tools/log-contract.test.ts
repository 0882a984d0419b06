import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { referenceEnvironments } from "../reference/all";
import { lineFields } from "../../log-contract/line-fields";
import { lines } from "../../log-contract/lines";
import { logMetrics } from "../../observability/metrics/log-based";
import { promqlName } from "../../observability/metrics/metric";
import { logContractPage } from "../../tools/log-contract/page";
import { environment } from "../support/environments";
import { formatted } from "../support/formatted";

const root = join(__dirname, "..", "..");

describe("docs/log-contract.md", () => {
  test("is as the formatter would write it, and the same each time", async () => {
    const page = logContractPage(referenceEnvironments());
    expect(await formatted(page)).toBe(page);
    expect(logContractPage(referenceEnvironments())).toBe(page);
  });
});

describe("the page", () => {
  const page = logContractPage(referenceEnvironments());
  const sections = new Map(
    page
      .split(/^### /m)
      .slice(1)
      .map((text): [string, string] => [text.split("\n")[0]!, text]),
  );

  test("has a section for each line and for nothing else", () => {
    expect([...sections.keys()]).toEqual(lines.map(({ message }) => message));
  });

  test.each(lines.map((line) => [line.message, line] as const))(
    "shows a line '%s' that its schema takes",
    (message, line) => {
      const [, example] = /```text\n(.*)\n```/.exec(sections.get(message)!)!;
      expect(line.schema.parse(JSON.parse(example!))).toEqual(line.example);
    },
  );

  test.each(lines.map((line) => [line.message, line] as const))(
    "explains each field and metric of '%s'",
    (message, line) => {
      const section = sections.get(message)!;
      expect(section).toContain(line.when);
      for (const { name, meaning } of lineFields(line)) {
        const row = section.split("\n").find((text) => text.startsWith(`| \`${name}\` `))!;
        expect(row).toContain(meaning);
      }
      for (const key of Object.keys(line.metrics) as (keyof typeof logMetrics)[]) {
        const row = section.split("\n").find((text) => text.startsWith(`| \`${key}\` `))!;
        expect(row).toContain(`\`${logMetrics[key].type}\``);
        expect(row).toContain(`\`${promqlName(logMetrics[key])}\``);
      }
    },
  );

  test.each([
    ["Turn completed", "Written by `audio` and `realtime`."],
    ["Job completed", "Written by `media`."],
    ["TTS generation completed", "Written by `conversation`."],
  ])("says who writes '%s', as the entries have it", (message, words) => {
    expect(sections.get(message)).toContain(words);
  });

  test("says where nobody writes a line", () => {
    const silent = environment("dev", (_, catalog) => {
      catalog.services.conversation!.calls = ["vertex-ai"];
    });
    expect(logContractPage([silent])).toContain("No service writes it today.");
  });

  test("gives types, ranges, closed lists, bounds and what may be absent", () => {
    expect(sections.get("Audio session ended")).toMatch(/`packetLossRatio` +\| number, 0 to 1 /);
    expect(sections.get("Cache lookup")).toMatch(/`result` +\| one of `hit`, `miss` /);
    expect(sections.get("Cache lookup")).toMatch(/how many lines, by `cache` and `result` /);
    expect(sections.get("TTS generation completed")).toMatch(/`characters` +\| integer, at least 0 /);
    expect(sections.get("Job completed")).toMatch(/number, at least 0; may be absent/);
    expect(sections.get("Turn completed")).toMatch(/distribution of `turnLatencyMilliseconds` in ms; bounds 50, 100, /);
  });

  test("prices speech by the character and shows what seconds would make of it", () => {
    expect(page).toContain("an hour of audio costs about 0.86 dollars and is logged as 0.06.");
  });

  test("prints the JSON Schema of every line with the command that it names", () => {
    const [, command] = /```sh\n(node [\s\S]*?)\n```/.exec(page)!;
    const { stdout } = spawnSync("sh", ["-c", command!], { cwd: root, encoding: "utf8" });
    const schemas = JSON.parse(stdout) as Record<string, { required: string[] }>;
    expect(Object.keys(schemas)).toEqual(lines.map(({ message }) => message));
    expect(schemas["Cache lookup"]!.required).toEqual(["message", "cache", "result"]);
  });
});
