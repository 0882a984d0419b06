import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RunningTerraform } from "../../../tools/rehearse/running-terraform";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a program that is called `terraform`. */
function run(script: string, running = new RunningTerraform()): ReturnType<RunningTerraform["run"]> {
  writeFileSync(join(folder, "terraform"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return running.run(["plan", "-json"], folder, { ...process.env, PATH: `${folder}:${process.env["PATH"]!}` });
}

describe("a run of Terraform", () => {
  test("ends with its exit code and what it said on both streams", async () => {
    const { code, output } = await run('echo "$1"; echo "$2" >&2; exit 3');
    expect([code, ...output.trim().split("\n").sort()]).toEqual([3, "-json", "plan"]);
  });

  test("gets a signal together with what it has started, as from a terminal", async () => {
    const running = new RunningTerraform();
    const ended = run("sleep 60 & wait", running);
    running.signal("SIGKILL");
    expect((await ended).code).toBe("SIGKILL");
  });

  test("cannot get a signal when it is over", async () => {
    const running = new RunningTerraform();
    await run("exit 0", running);
    expect(() => {
      running.signal("SIGINT");
    }).toThrow("no Terraform runs that could get a signal");
  });
});
