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
import { copyOfApp, filesBelow, outputFolder, synth } from "../support/run-app";

/** Output of one full `app.synth()` of the reference environments, and its files. */
const out = outputFolder();
let files: Record<string, string>;

beforeAll(() => {
  expect(synth(copyOfApp(), { CDKTF_OUTDIR: out, TZ: "UTC", LC_ALL: "C" })).toEqual({ status: 0, stderr: "" });
  files = filesBelow(out);
}, 60_000);

/** A copy of the app with what its synth has written. */
function copyAfterSynth(): string {
  const copy = copyOfApp();
  cpSync(out, join(copy, "cdktf.out"), { recursive: true });
  return copy;
}

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

  test("gives the same bytes in another folder, time zone and locale", () => {
    const copy = copyOfApp();
    const elsewhere = outputFolder();
    // A stack of before, which the run removes.
    mkdirSync(join(elsewhere, "stacks/gone-data"), { recursive: true });
    writeFileSync(join(elsewhere, "stacks/gone-data/cdk.tf.json"), "{}");
    const run = synth(copy, {
      CDKTF_OUTDIR: elsewhere,
      TZ: "Pacific/Kiritimati",
      LC_ALL: "tr_TR.UTF-8",
      LANG: "tr_TR.UTF-8",
    });
    expect(run).toEqual({ status: 0, stderr: "" });
    expect(filesBelow(elsewhere)).toEqual(files);
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

  test("gives the same JSON on CDK Terrain, but for the version line", () => {
    const renewed = outputFolder();
    const preload = join(__dirname, "../support/resolve-cdktn.cjs");
    expect(synth(copyOfApp(), { CDKTF_OUTDIR: renewed }, [preload]).status).toBe(0);
    const withoutVersion = (text: string): unknown => {
      const json = JSON.parse(text) as { "//": { metadata: { version?: string } } };
      delete json["//"].metadata.version;
      return json;
    };
    const terrain = filesBelow(renewed);
    for (const stack of stacks) {
      const file = `stacks/${stack}/cdk.tf.json`;
      expect(terrain[file]).toContain('"version": "0.24.0"');
      expect(withoutVersion(terrain[file]!)).toEqual(withoutVersion(files[file]!));
    }
  }, 60_000);
});

describe("a synth after an environment is gone", () => {
  test("removes the stacks that nothing describes any more", () => {
    const left = outputFolder();
    cpSync(out, left, { recursive: true });
    withoutStackTraces(() => {
      const app = buildApp(defineEnvironments({ staging: specs.staging, prod: specs.prod }, catalog), { outdir: left });
      app.synth();
      removeStaleStacks(app);
    });
    const stacksLeft = Object.keys(filesBelow(left)).filter((file) => file !== "manifest.json");
    expect(stacksLeft).toEqual(
      stacks
        .filter((stack) => !/^dev-|-dev$/.test(stack))
        .map((stack) => `stacks/${stack}/cdk.tf.json`)
        .sort(),
    );
  }, 60_000);
});

describe("a synth that fails", () => {
  test("says what, where and how in one line each, exits with 1 and leaves the last output as it was", () => {
    const copy = copyAfterSynth();
    const before = filesBelow(join(copy, "cdktf.out"));
    const prod = join(copy, "environments/prod.ts");
    writeFileSync(prod, readFileSync(prod, "utf8").replace("max: 67", "max: 50"));
    expect(synth(copy)).toEqual({
      status: 1,
      stderr:
        "1 issue in the environments\n" +
        "environments/prod.ts: services.audio.scale.max: 50 instances x 15 connections carry 750 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67\n",
    });
    expect(filesBelow(join(copy, "cdktf.out"))).toEqual(before);
  }, 60_000);

  test("on a policy it writes nothing either", () => {
    const copy = copyOfApp();
    const bucket = join(copy, "constructs/cloud-storage/bucket.ts");
    writeFileSync(
      bucket,
      readFileSync(bucket, "utf8").replace('publicAccessPrevention: "enforced"', 'publicAccessPrevention: "inherited"'),
    );
    const { status, stderr } = synth(copy);
    expect(status).toBe(1);
    expect(stderr.split("\n")[0]).toBe("36 policy violations");
    expect(stderr).toContain(
      "dev-data: google_storage_bucket.Assets: bucket-private: can be made public; set public_access_prevention to enforced\n",
    );
    expect(stderr).not.toContain("    at ");
    expect(filesBelow(join(copy, "cdktf.out"))).toEqual({});
  }, 60_000);
});
