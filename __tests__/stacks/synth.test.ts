import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { defineEnvironments } from "../../contract/define-environment";
import { buildApp } from "../../stacks/build-app";
import { removeStaleStacks } from "../../stacks/remove-stale-stacks";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import { catalog } from "../reference/catalog";
import { specs } from "../support/environments";
import { referenceEnvironments } from "../reference/all";
import { isReaderError } from "../../tools/reader-error";
import type { Environment } from "../../contract/environment";
import { copyOfApp, filesBelow, outputFolder, synth } from "../support/run-app";

/** Output of the reference environments, written in this process, and its files. */
const out = outputFolder();
let files: Record<string, string>;
const copy = copyOfApp();

/** Writes the stacks as `main.ts` does. */
function write(outdir: string, environments: readonly Environment[]): string[] {
  return withoutStackTraces(() => {
    const app = buildApp(environments, { outdir });
    app.synth();
    return removeStaleStacks(app);
  });
}

beforeAll(() => {
  write(out, referenceEnvironments());
  files = filesBelow(out);
}, 60_000);

const layers = ["foundation", "data", "runtime", "operations"];
const stacks = ["dev", "staging", "prod"].flatMap((environment) => [
  `bootstrap-${environment}`,
  ...layers.map((layer) => `${environment}-${layer}`),
]);

describe("synth", () => {
  test("writes the stacks of three environments and nothing else", () => {
    expect(Object.keys(files).sort()).toEqual(
      ["manifest.json", ...stacks.map((stack) => `stacks/${stack}/cdk.tf.json`)].sort(),
    );
  });

  test("deploys the layers of an environment in order", () => {
    const manifest = JSON.parse(files["manifest.json"]!) as { stacks: Record<string, { dependencies: string[] }> };
    expect(manifest.stacks["bootstrap-prod"]!.dependencies).toEqual([]);
    expect(manifest.stacks["prod-foundation"]!.dependencies).toEqual([]);
    expect(manifest.stacks["prod-data"]!.dependencies).toEqual(["prod-foundation"]);
    expect(manifest.stacks["prod-runtime"]!.dependencies).toEqual(["prod-data"]);
    expect(manifest.stacks["prod-operations"]!.dependencies).toEqual(["prod-runtime"]);
  });

  test("gives the same bytes in another folder, time zone and locale, and on CDK Terrain but for the version line", () => {
    const elsewhere = outputFolder();
    // A stack of before, which the run removes.
    mkdirSync(join(elsewhere, "stacks/gone-data"), { recursive: true });
    writeFileSync(join(elsewhere, "stacks/gone-data/cdk.tf.json"), "{}");
    const run = synth(
      copy,
      { CDKTF_OUTDIR: elsewhere, TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
      [join(__dirname, "../support/resolve-cdktn.cjs")],
    );
    expect(run).toEqual({ status: 0, stderr: "" });
    const terrain = filesBelow(elsewhere);
    expect(Object.keys(terrain)).toEqual(Object.keys(files));
    for (const stack of stacks) {
      const file = `stacks/${stack}/cdk.tf.json`;
      expect(terrain[file]!.split('"version": "0.24.0"')).toHaveLength(2);
      expect(JSON.stringify(JSON.parse(terrain[file]!))).toBe(
        JSON.stringify(JSON.parse(files[file]!)).replace('"version":"0.21.0"', '"version":"0.24.0"'),
      );
    }
  }, 60_000);

  test("holds no path of this machine, no clock and no cross-stack state", () => {
    const all = Object.values(files).join("\n");
    for (const local of [process.cwd(), homedir(), "parley-out-", "parley-copy-"]) expect(all).not.toContain(local);
    expect(all).not.toContain("terraform_remote_state");
    const times = new Set(all.match(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g));
    expect([...times].sort()).toEqual([
      // The first of the cluster's weekly maintenance windows.
      "2026-01-11T06:00:00Z",
      "2026-01-11T18:00:00Z",
      "2027-01-04T09:00:00Z",
    ]);
  });
});

describe("a synth after an environment is gone", () => {
  const withoutDev = defineEnvironments({ staging: specs.staging, prod: specs.prod }, catalog);

  test.each(["terraform.tfstate", "terraform.tfstate.backup"])(
    "leaves a folder with %s, and says so",
    (state) => {
      const left = outputFolder();
      for (const [stack, file] of [
        ["bootstrap-dev", state],
        ["dev-data", "cdk.tf.json"],
      ] as const) {
        mkdirSync(join(left, "stacks", stack), { recursive: true });
        writeFileSync(join(left, "stacks", stack, file), "{}");
      }
      expect(write(left, withoutDev)).toEqual([
        `${join(left, "stacks/bootstrap-dev")} is no stack any more, but holds a local Terraform state; destroy what is in it or move it, then delete the folder`,
      ]);
      const files = Object.keys(filesBelow(left)).filter((file) => file.includes("dev"));
      expect(files).toEqual([`stacks/bootstrap-dev/${state}`]);
    },
    60_000,
  );

  test("removes the stacks that nothing describes any more", () => {
    const left = outputFolder();
    cpSync(out, left, { recursive: true });
    expect(write(left, withoutDev)).toEqual([]);
    const stacksLeft = Object.keys(filesBelow(left)).filter((file) => file !== "manifest.json");
    expect(stacksLeft).toEqual(
      stacks
        .filter((stack) => !/^dev-|-dev$/.test(stack))
        .map((stack) => `stacks/${stack}/cdk.tf.json`)
        .sort(),
    );
  }, 60_000);
});

describe("a synth that warns", () => {
  test("says it on standard error, exits with 0 and writes all stacks, of which only what was changed differs", () => {
    const warned = outputFolder();
    const prod = join(copy, "environments/prod.ts");
    const before = readFileSync(prod, "utf8");
    writeFileSync(prod, before.replace("monthlyUsd: 11_000", "monthlyUsd: 5000"));
    const run = synth(copy, { CDKTF_OUTDIR: warned });
    writeFileSync(prod, before);
    expect(run).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^warning: environments\/prod\.ts: budget\.monthlyUsd: 5000 is less than .+\n$/),
    });
    const written = filesBelow(warned);
    expect(Object.keys(written)).toEqual(Object.keys(files));
    expect(Object.keys(files).filter((file) => written[file] !== files[file])).toEqual([
      "stacks/prod-operations/cdk.tf.json",
    ]);
  }, 60_000);
});

describe("a synth that fails", () => {
  test("says what, where and how in one line each, exits with 1 and leaves the last output as it was", () => {
    cpSync(out, join(copy, "cdktf.out"), { recursive: true });
    const prod = join(copy, "environments/prod.ts");
    writeFileSync(prod, readFileSync(prod, "utf8").replace("max: 67", "max: 50"));
    expect(synth(copy)).toEqual({
      status: 1,
      stderr:
        "1 issue in the environments\n" +
        "environments/prod.ts: services.audio.scale.max: 50 instances x 15 connections carry 750 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67\n",
    });
    expect(filesBelow(join(copy, "cdktf.out"))).toEqual(files);
  }, 60_000);

  test("on a policy it writes nothing either", () => {
    const left = outputFolder();
    cpSync(out, left, { recursive: true });
    const [dev] = referenceEnvironments();
    const services = dev!.services.map((one) => ({ ...one, env: { ...one.env, SUNO_TOKEN: "abc" } }));
    let thrown: unknown;
    try {
      write(left, [{ ...dev!, services }]);
    } catch (error) {
      thrown = error;
    }
    expect(isReaderError(thrown)).toBe(true);
    expect(String(thrown)).toContain("6 policy violations\n");
    expect(String(thrown)).toContain("variable 'SUNO_TOKEN' holds a literal");
    expect(filesBelow(left)).toEqual(files);
  });
});
