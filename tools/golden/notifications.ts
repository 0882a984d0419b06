import { createHash } from "node:crypto";
import { cell, inline } from "./json";
import { table, type Row } from "./table";
import { template } from "./template";

/** What an alert tells whom it wakes, and the runbook that it quotes. */
export interface Said {
  readonly runbook: string;
  /** Markdown: what is known, whom to call, the runbook's first steps with the names filled in. */
  readonly content: string;
  /** Addresses of the runbook, the logs and the dashboard, one a line. */
  readonly links: string;
}

/**
 * Alerts of one runbook say the same but for names. So its text is written once,
 * here: in full what the alert means and whom to call, as a digest the first
 * steps and the links, since runbooks/ is in git too and a change there is to be
 * read there. Returns the lines, and for each alert the names that its text has.
 */
export function notifications(said: readonly Said[]): { lines: string[]; names: string[][] } {
  const names: string[][] = said.map(() => []);
  const rows: Row[] = [];
  for (const [shape, indices] of groups(said)) {
    const texts = indices.map((index) => `${said[index]!.content}\n${said[index]!.links}`);
    const shared = template(texts);
    indices.forEach((index, at) => (names[index] = [...shared.names[at]!]));
    const [meanings = "", contact = "", ...steps] = shared.text.split("\n\n");
    const [meaning = "", ...others] = meanings.split("\n");
    rows.push({
      columns: [shape, `${indices.length}`, cell(meaning)],
      rest: { then: contact, steps: digest(steps.join("\n\n")) },
      below: others,
    });
  }
  return { lines: table(`notifications (${rows.length}): runbook | alerts | meaning`, rows), names };
}

/** Texts of one runbook that have the same number of lines, under the runbook's name. */
function groups(said: readonly Said[]): [string, number[]][] {
  const found = new Map<string, Map<string, number[]>>();
  said.forEach(({ runbook, content, links }, index) => {
    const shape = [content, links].map((text) => text.split("\n").length).join();
    const shapes = found.get(runbook) ?? new Map<string, number[]>();
    found.set(runbook, shapes.set(shape, [...(shapes.get(shape) ?? []), index]));
  });
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([runbook, shapes]) => [...shapes.values()].map((indices): [string, number[]] => [runbook, indices]));
}

const digest = (text: string): string =>
  `${text.split("\n").length} lines ${createHash("sha256").update(inline(text)).digest("hex").slice(0, 12)}`;
