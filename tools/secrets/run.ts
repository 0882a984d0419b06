import { withoutCredentials } from "../../contract/credentials";
import type { Environment } from "../../contract/environment";
import { secretsOf, secretVersion } from "../../constructs/secret-manager/names";
import { environmentFile } from "../../contract/issue";
import { suggestion } from "../../contract/schema-issues";
import type { Terminal } from "../command";
import { GcloudError } from "./gcloud";
import { addVersion, secretStates } from "./secret-versions";

/** Input and output of the command. */
export interface Io extends Terminal {
  /** Reads all of standard input; undefined if it is a terminal. */
  readonly stdin: () => Buffer | undefined;
  readonly now: () => Date;
}

/** The command behind `npm run secrets`. Returns the exit code: 0 done and nothing missing, 1 missing or failed, 2 wrong call. */
export function runSecrets(
  name: string,
  secret: string | undefined,
  environments: readonly Environment[],
  io: Io,
): number {
  const environment = environments.find((one) => one.name === name);
  if (environment === undefined) {
    io.err(
      `no environment '${name}'${suggestion(
        name,
        environments.map((one) => one.name),
      )}`,
    );
    return 2;
  }
  try {
    return secret === undefined ? list(environment, io) : add(environment, secret, io);
  } catch (error) {
    if (!(error instanceof GcloudError)) throw error;
    io.err(error.message);
    return 1;
  }
}

function list(environment: Environment, io: Io): number {
  const states = secretStates(environment);
  for (const { secret, wanted, enabled, missing } of states) {
    const has = enabled.length === 0 ? "none enabled" : `enabled: ${enabled.join(", ")}`;
    io.out(`${missing ? "MISSING" : "ok     "}  ${secret}  reads ${wanted}, ${has}`);
  }
  const { firstAt } = environment.secretRotation;
  if (new Date(firstAt) <= io.now()) {
    io.out(
      `\nsecretRotation.firstAt is past (${firstAt}): Secret Manager would refuse a new secret; ` +
        `move it forward in ${environmentFile(environment.name)} before you add one, which changes no existing secret`,
    );
  }
  const missing = states.filter((state) => state.missing);
  for (const { secret, description } of missing) {
    io.out(`\n${secret}: ${description}\n  npm run --silent secrets -- ${environment.name} ${secret} < FILE`);
  }
  return missing.length === 0 ? 0 : 1;
}

function add(environment: Environment, secret: string, io: Io): number {
  const known = Object.keys(secretsOf(environment));
  if (!known.includes(secret)) {
    // Whoever gives the value in its place would else find it in the terminal once more.
    io.err(withoutCredentials(`no secret '${secret}' in ${environment.name}${suggestion(secret, known)}`));
    return 2;
  }
  const value = io.stdin();
  if (value === undefined) {
    io.err(
      `the value comes from standard input, so that no terminal and no shell history keeps it:\n  npm run --silent secrets -- ${environment.name} ${secret} < FILE`,
    );
    return 2;
  }
  if (value.toString("utf8").trim() === "") {
    io.err(`the value for '${secret}' on standard input is empty; nothing was added`);
    return 1;
  }
  const version = addVersion(environment, secret, value);
  io.out(`added version ${version} of ${secret} in ${environment.project.id}`);
  if (![version, "latest"].includes(secretVersion(environment, secret))) {
    io.out(
      `services read it after secretVersions: { "${secret}": ${version} } in ${environmentFile(environment.name)} is deployed`,
    );
  }
  return 0;
}
