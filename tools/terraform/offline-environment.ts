import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A closed port, so that every network access fails at once. */
const closedProxy = "http://127.0.0.1:1";

/** Terraform's environment for a stack: a dummy token and variables, nobody's credentials and no network. */
export function offlineEnvironment(directory: string, workDirectory: string): NodeJS.ProcessEnv {
  const stack = JSON.parse(readFileSync(join(directory, "cdk.tf.json"), "utf8")) as { variable?: object };
  const variables = Object.keys(stack.variable ?? {}).map((name): [string, string] => [`TF_VAR_${name}`, "dummy"]);
  const kept = Object.entries(process.env).filter(([name]) => !/^(GOOGLE_|CLOUDSDK_|TF_|GCLOUD_)|PROXY$/i.test(name));
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(variables),
    GOOGLE_OAUTH_ACCESS_TOKEN: "dummy",
    // An empty directory instead of gcloud's, which contains a person's own login.
    CLOUDSDK_CONFIG: join(workDirectory, "no-gcloud"),
    HTTP_PROXY: closedProxy,
    HTTPS_PROXY: closedProxy,
    NO_PROXY: "",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
  };
}
