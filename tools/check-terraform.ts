import { spawnSync } from "node:child_process";
import { isPresent } from "./program";

/** Writes the stacks as `npm run synth` does. */
function synthesize(outdir: string): boolean {
  const { status } = spawnSync(process.execPath, ["-r", "ts-node/register", "main.ts"], {
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    stdio: "inherit",
  });
  return status === 0;
}

/**
 * Validates and plans every stack with the real Terraform and google provider,
 * offline, and then every stack of the tests' reference environments that an
 * option would change which they leave alone. Catches what types and snapshots cannot: unknown arguments, wrong
 * enums, cycles, blocks in the wrong place.
 *
 * Exits 1 on any error or warning. Where Terraform or the provider is absent it
 * says so in one line and exits 0, so that `npm test` needs nothing but npm;
 * without Terraform it loads nothing, which takes seconds.
 */
async function main(): Promise<void> {
  if (!isPresent("terraform", "version")) {
    console.log("check:terraform skipped: no terraform on the PATH; install Terraform 1.11 or newer");
    return;
  }
  const [{ referenceEnvironments }, { variants }, { runTerraformCheck }] = await Promise.all([
    import("../__tests__/reference/all"),
    import("../__tests__/reference/variants"),
    import("./terraform/run"),
  ]);
  const planned = { synthesize, reference: referenceEnvironments, variants };
  process.exitCode = await runTerraformCheck(process.argv.slice(2), planned, console);
}

void main();
