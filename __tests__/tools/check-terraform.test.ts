import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Environment } from "../../contract/environment";
import { buildApp } from "../../stacks/build-app";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import { runTerraformCheck } from "../../tools/terraform/run";
import { unknownInputs } from "../../tools/terraform/unknown-inputs";
import { Recorded } from "../support/console";
import { environment } from "../support/environments";
import { programs, withPath } from "../support/path";

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The stacks of prod. */
const written = mkdtempSync(join(tmpdir(), "parley-written-"));
beforeAll(() => {
  withoutStackTraces(() => {
    buildApp([environment("prod")], { outdir: written }).synth();
  });
});

/** Runs the check of prod and of a variant of dev, with nothing on the PATH but the given terraform. */
async function check(terraform: string): Promise<Run> {
  const printed = new Recorded();
  const planned = {
    synthesize: (outdir: string) => {
      cpSync(written, outdir, { recursive: true });
      return true;
    },
    reference: (): Environment[] => [environment("dev")],
    variants: () => [environment("dev", (spec) => (spec.cloudArmor.enabled = false))],
  };
  const bin = programs({ terraform: `#!/bin/bash\n${terraform}` });
  const status = await withPath(bin, () => runTerraformCheck(false, planned, printed.console));
  return { status, stdout: printed.stdout, stderr: printed.stderr };
}

describe("npm run check:terraform", () => {
  test("without Terraform says so in one line and passes", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "tools/check-terraform.ts"], {
      env: { ...process.env, PATH: programs({}) },
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "check:terraform skipped: no terraform on the PATH; install Terraform 1.11 or newer\n",
      stderr: "",
    });
  });

  test("without the provider says so in one line, with the command that gets it, and passes", async () => {
    const { status, stdout } = await check(
      '[ "$1" = version ] && exit 0\necho "Error: Failed to query available provider packages" >&2\nexit 1',
    );
    expect(status).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stdout).toMatch(
      /^check:terraform skipped: the google provider 6\.50\.0 is in no local mirror; .* providers mirror ~\/\.terraform\.d\/plugins\n$/,
    );
  });

  test("fails on a warning and on an error, and names the stack", async () => {
    const { status, stdout, stderr } = await check(
      `case "$1" in
        validate) echo '{"diagnostics":[{"severity":"warning","summary":"Deprecated","detail":"use another"}]}' ;;
        plan) echo '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Bad value","address":"google_x.Y"}}' ;;
        show) echo '{}' ;;
      esac`,
    );
    expect(status).toBe(1);
    expect(stderr).toContain("prod-data: warning: Deprecated: use another\n");
    expect(stderr).toContain("prod-data: error: google_x.Y: Bad value\n");
    expect(stdout).toMatch(/prod-data\s+│ 0\s+│ [\d.]+\s+│ 1\s+│ 1\s+│ 0/);
    // What the variant leaves as it is has been planned.
    expect(stdout).toMatch(/dev-runtime \(variant\)/);
    expect(stdout).not.toMatch(/dev-data/);
  });

  test("runs Terraform without credentials, variables of its own or a way to the network", async () => {
    const { stderr } = await check(
      `if [ "$1" = validate ]; then
        echo "{\\"diagnostics\\":[{\\"severity\\":\\"warning\\",\\"summary\\":\\"$HTTPS_PROXY $GOOGLE_OAUTH_ACCESS_TOKEN $CHECKPOINT_DISABLE $TF_VAR_slack_auth_token $GOOGLE_APPLICATION_CREDENTIALS.\\"}]}"
      elif [ "$1" = show ]; then echo '{}'; fi`,
    );
    expect(stderr).toContain("prod-operations: warning: http://127.0.0.1:1 dummy 1 dummy .\n");
    expect(stderr).toContain("prod-data: warning: http://127.0.0.1:1 dummy 1  .\n");
  });
});

describe("unknown inputs", () => {
  const plan = (expressions: unknown, after_unknown: unknown): Parameters<typeof unknownInputs>[0] => ({
    resource_changes: [{ address: "google_x.Y", change: { after_unknown } }],
    configuration: { root_module: { resources: [{ address: "google_x.Y", expressions }] } },
  });

  test("are attributes that the configuration sets and the plan cannot show", () => {
    expect(
      unknownInputs(
        plan({ target: { references: ["google_z.Z.id"] }, name: { constant_value: "y" } }, { target: true, id: true }),
      ),
    ).toEqual(["google_x.Y.target"]);
  });

  test("are found inside blocks and lists", () => {
    const expressions = {
      backend: [{ group: { references: ["g"] } }, { group: { references: ["h"] } }],
      rrdatas: { references: ["a"] },
    };
    expect(unknownInputs(plan(expressions, { backend: [{ group: true }, {}], rrdatas: [true] }))).toEqual([
      "google_x.Y.backend[0].group",
      "google_x.Y.rrdatas",
    ]);
  });

  test("are every attribute of a block that is unknown as a whole", () => {
    const expressions = { backend: [{ group: { references: ["g"] }, balancing: { constant_value: "UTILIZATION" } }] };
    expect(unknownInputs(plan(expressions, { backend: true }))).toEqual([
      "google_x.Y.backend[0].group",
      "google_x.Y.backend[0].balancing",
    ]);
  });

  test("are not what only Google computes", () => {
    expect(unknownInputs(plan({ name: { constant_value: "y" } }, { id: true, backend: true }))).toEqual([]);
    expect(unknownInputs({})).toEqual([]);
  });
});
