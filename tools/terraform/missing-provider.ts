import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whether Terraform's error says that no mirror has the provider. A provider of another version is an error, not a reason to skip. */
export const isWithoutProvider = (error: string): boolean =>
  error.includes("Failed to query available provider packages") && !error.includes("no available releases match");

/** What a command says that needs the provider, in one line. */
export const withoutProvider = (command: string): string =>
  `${command} skipped: the google provider 6.50.0 is in no local mirror; get it once with: ` +
  "npm run synth && terraform -chdir=cdktf.out/stacks/dev-foundation providers mirror ~/.terraform.d/plugins";

/** Whether a folder of its own cannot be initialized, since no mirror has the provider. */
export function providerIsMissing(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  const required = { required_providers: { google: { source: "google", version: "6.50.0" } } };
  writeFileSync(join(folder, "provider.tf.json"), JSON.stringify({ terraform: required }));
  const env = { ...process.env, HTTPS_PROXY: "http://127.0.0.1:1", CHECKPOINT_DISABLE: "1" };
  const { stderr } = spawnSync("terraform", ["init", "-input=false", "-no-color"], {
    cwd: folder,
    encoding: "utf8",
    env,
  });
  return isWithoutProvider(stderr.replaceAll(/\s+/g, " "));
}
