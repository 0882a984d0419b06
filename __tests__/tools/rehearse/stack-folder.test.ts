import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RunningTerraform, type Ended } from "../../../tools/rehearse/running-terraform";
import { StackFolder } from "../../../tools/rehearse/terraform";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Ends every run as it is told, and keeps what it was asked to run. */
class Answered extends RunningTerraform {
  readonly asked: string[] = [];

  constructor(private readonly answers: Readonly<Record<string, Ended>>) {
    super();
  }

  override run([command = ""]: readonly string[]): Promise<Ended> {
    this.asked.push(command);
    return Promise.resolve(this.answers[command]!);
  }
}

const change = {
  address: "google_pubsub_topic.Jobs",
  change: { actions: ["update"], before: { labels: "a" }, after: { labels: "b" } },
};

async function planned(answers: Readonly<Record<string, Ended>>): Promise<readonly [readonly string[], string[]]> {
  const running = new Answered(answers);
  const stack = new StackFolder(folder, "http://127.0.0.1", [], running);
  stack.write({ provider: { google: [] }, terraform: {} });
  return [await stack.plan(), running.asked];
}

describe("a plan after a deploy", () => {
  test("is empty if Terraform says so by its exit code, and is not read then", async () => {
    expect(await planned({ plan: { code: 0, output: "" } })).toEqual([[], ["plan"]]);
  });

  test("names each resource that it would change, with the arguments that differ", async () => {
    const show = { code: 0, output: JSON.stringify({ resource_changes: [change] }) };
    expect(await planned({ plan: { code: 2, output: "" }, show })).toEqual([
      ["google_pubsub_topic.Jobs: update (labels)"],
      ["plan", "show"],
    ]);
  });

  test("is not empty if Terraform was killed, which says nothing", async () => {
    expect(await planned({ plan: { code: "SIGKILL", output: "" } })).toEqual([
      ["Terraform ended with SIGKILL"],
      ["plan"],
    ]);
  });

  test("says the error with which Terraform ended", async () => {
    const line = { type: "diagnostic", diagnostic: { severity: "error", summary: "Cycle" } };
    expect(await planned({ plan: { code: 1, output: JSON.stringify(line) } })).toEqual([["Cycle"], ["plan"]]);
  });
});
