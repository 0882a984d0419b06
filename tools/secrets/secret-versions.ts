import type { Environment } from "../../contract/environment";
import { secretsOf, secretVersion } from "../../constructs/secret-manager/names";
import { gcloud } from "./gcloud";

/** Whether a secret has the version that the services read. */
export interface SecretState {
  readonly secret: string;
  readonly description: string;
  /** Version that the next revision reads; `latest` if the environment is disposable and pins none. */
  readonly wanted: string;
  readonly enabled: readonly string[];
  readonly missing: boolean;
}

/** Queries Secret Manager for the enabled versions, never for their values. */
export function secretStates(environment: Environment): SecretState[] {
  return Object.entries(secretsOf(environment)).map(([secret, { description }]) => {
    const enabled = gcloud([
      "secrets",
      "versions",
      "list",
      secret,
      `--project=${environment.project.id}`,
      "--filter=state=ENABLED",
      "--format=value(name.basename())",
    ])
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /^\d+$/.test(line));
    const wanted = secretVersion(environment, secret);
    return {
      secret,
      description,
      wanted,
      enabled,
      missing: wanted === "latest" ? enabled.length === 0 : !enabled.includes(wanted),
    };
  });
}

/**
 * Adds a version and returns its number. One final newline is removed: it comes from an
 * editor or `echo`, and a key with a newline is invalid everywhere.
 */
export function addVersion(environment: Environment, secret: string, value: Buffer): string {
  const text = value.at(-1) === 0x0a ? value.subarray(0, value.at(-2) === 0x0d ? -2 : -1) : value;
  const said = gcloud(
    ["secrets", "versions", "add", secret, `--project=${environment.project.id}`, "--data-file=-"],
    text,
  );
  return /version \[(\d+)\]/.exec(said)?.[1] ?? "new";
}
