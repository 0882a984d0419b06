import { join } from "node:path";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import type { RunningTerraform } from "../../../tools/rehearse/running-terraform";
import { StackFolder } from "../../../tools/rehearse/terraform";

/** Errors of an apply of which Terraform says these lines. */
async function errorsOf(lines: readonly object[]): Promise<readonly string[]> {
  const output = lines.map((line) => JSON.stringify(line)).join("\n");
  const running = { run: () => Promise.resolve({ code: 1, output }) } as unknown as RunningTerraform;
  const folder = new StackFolder(join(tmpdir(), "parley-one-stack"), "", [], running);
  folder.write({ provider: { google: [] }, terraform: {} });
  return (await folder.apply()).errors;
}

const failed = (addr: string): object => ({ type: "apply_errored", hook: { resource: { addr }, action: "delete" } });
const error = (summary: string, address?: string): object => ({
  type: "diagnostic",
  diagnostic: { severity: "error", summary, address },
});

test("an error at a destruction, of which Terraform does not say where it is, names what failed", async () => {
  expect(
    await errorsOf([failed("google_x.A"), failed("google_x.B"), error("made badly", "google_x.A"), error("in use")]),
  ).toEqual(["google_x.A: made badly", "google_x.B: in use"]);
  expect(await errorsOf([failed("google_x.A"), failed("google_x.B"), error("in use")])).toEqual([
    "google_x.A, google_x.B: in use",
  ]);
  expect(await errorsOf([error("no provider")])).toEqual(["no provider"]);
});
