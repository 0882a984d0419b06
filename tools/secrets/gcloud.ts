import { spawnSync } from "node:child_process";

/** A failed gcloud command, with its message. */
export class GcloudError extends Error {
  override readonly name = "GcloudError";
}

/**
 * Runs gcloud and returns its output. `input` is passed through standard input, so that
 * a secret's value is in no argument list and no environment variable.
 *
 * @throws GcloudError if gcloud is absent or fails
 */
export function gcloud(args: readonly string[], input?: Buffer): string {
  const { error, status, stdout, stderr } = spawnSync("gcloud", args, {
    input: input ?? "",
    env: process.env,
    encoding: "utf8",
  });
  if (error !== undefined)
    throw new GcloudError(
      `gcloud cannot be run (${error.message}); install the Google Cloud CLI and log in with 'gcloud auth login'`,
    );
  if (status !== 0) throw new GcloudError(`gcloud ${args.slice(0, 3).join(" ")} failed: ${stderr.trim()}`);
  // gcloud prints its reports on standard error.
  return stdout + stderr;
}
