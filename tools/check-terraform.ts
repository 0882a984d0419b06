import { spawnSync } from "node:child_process";
import { runCommand } from "./command";
import { isPresent } from "./program";

/** Writes the stacks as `npm run synth` does. */
function synthesize(outdir: string): boolean {
  const { status } = spawnSync(process.execPath, ["--disable-warning=DEP0044", "--import", "tsx", "main.ts"], {
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    stdio: "inherit",
  });
  return status === 0;
}

/**
 * Validates and plans every stack with the real Terraform and Google provider, offline.
 * Then does the same for variants of the tests' reference environments with options that
 * no environment sets. Detects what types and goldens cannot: unknown arguments, wrong
 * enum values, cycles, misplaced blocks.
 *
 * Exits 1 on any error or warning. If Terraform or the provider is absent, it prints one
 * line and exits 0, so that `npm test` needs only npm.
 */
void runCommand({
  name: "check:terraform",
  summary: "validates and plans every stack with the real Terraform and google provider, offline",
  options: { unknown: { help: "lists each value that a first plan cannot show" } },
  run: async (call, _, terminal) => {
    if (!isPresent("terraform", "version")) {
      terminal.out("check:terraform skipped: no terraform on the PATH; install Terraform 1.11 or newer");
      return 0;
    }
    // Loaded only now, since loading takes seconds.
    const [{ referenceEnvironments }, { variants }, { runTerraformCheck }] = await Promise.all([
      import("../__tests__/reference/all"),
      import("../__tests__/reference/variants"),
      import("./terraform/run"),
    ]);
    return runTerraformCheck(call.has("unknown"), { synthesize, reference: referenceEnvironments, variants }, console);
  },
});
