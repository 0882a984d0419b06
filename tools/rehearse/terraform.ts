import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../golden/json";
import { offlineEnvironment } from "../terraform/offline-environment";
import type { Api } from "./google/collection";
import type { Ended, RunningTerraform } from "./running-terraform";

/** What Terraform has done with a stack. */
export interface Applied {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
  /** Errors, each with the resource's address if there is one, or with several of which it is one. */
  readonly errors: readonly string[];
}

interface Line {
  readonly type?: string;
  readonly changes?: { add: number; change: number; remove: number; operation: string };
  readonly change?: { resource: { addr: string }; action: string };
  readonly diagnostic?: { severity: string; summary: string; detail?: string; address?: string };
  readonly hook?: { resource: { addr: string } };
}

/**
 * One stack's folder with its state, where the provider speaks to a stand-in and to
 * nothing else.
 */
export class StackFolder {
  /** Version of the provider instead of the one that the stack names. */
  private version: string | undefined;

  constructor(
    private readonly folder: string,
    private readonly root: string,
    private readonly apis: readonly Api[],
    private readonly running: RunningTerraform,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Writes a stack as it is synthesized, but for the state's place and the endpoints. */
  write(stack: JsonObject): void {
    const { provider, terraform } = stack as { provider: { google: object[] }; terraform: object };
    const endpoints = Object.fromEntries(
      this.apis.flatMap(({ service, endpoints: names, laterEndpoints = [], base, endpointEnd = base }) =>
        [...names, ...(this.version === undefined ? [] : laterEndpoints)].map((name) => [
          `${name}_custom_endpoint`,
          `${this.root}/api-${service}/${endpointEnd}`,
        ]),
      ),
    );
    // The provider collects changes of a policy for three seconds, for the sake of quotas that a stand-in does not have.
    const google = provider.google.map((one) => ({
      ...one,
      ...endpoints,
      batching: { send_after: "1s", enable_batching: true },
    }));
    const text = JSON.stringify({
      ...stack,
      provider: { google },
      terraform: {
        ...terraform,
        backend: { local: {} },
        ...(this.version && { required_providers: { google: { source: "google", version: this.version } } }),
      },
    });
    writeFileSync(join(this.folder, "cdk.tf.json"), text);
  }

  /** Takes another version of the provider, from the local mirror. Returns the errors. */
  async upgrade(version: string): Promise<readonly string[]> {
    this.version = version;
    this.write(JSON.parse(readFileSync(join(this.folder, "cdk.tf.json"), "utf8")) as JsonObject);
    return this.command(["init", "-upgrade", "-input=false"]);
  }

  init = (): Promise<readonly string[]> => this.command(["init", "-input=false"]);

  /** Runs a command that tells its errors as text. Returns them as one line; none if it succeeds. */
  async command(args: readonly string[]): Promise<readonly string[]> {
    const { code, output } = await this.run([...args, "-no-color"]);
    return code === 0 ? [] : [output.replaceAll(/\s+/g, " ").trim()];
  }

  /** Environment in which Terraform reaches nothing but the stand-in. */
  env = (): NodeJS.ProcessEnv => ({ ...offlineEnvironment(this.folder, this.folder), NO_PROXY: "127.0.0.1" });

  apply = (): Promise<Applied> => this.change(["apply", "-auto-approve"]);

  destroy = (): Promise<Applied> => this.change(["apply", "-destroy", "-auto-approve"]);

  /** What an apply would change: each resource with its action and the arguments that differ. */
  async plan(): Promise<readonly string[]> {
    // With a guard, Terraform ends without saying what forces the replacement.
    const file = join(this.folder, "cdk.tf.json");
    const guarded = readFileSync(file, "utf8");
    writeFileSync(file, guarded.replaceAll('"prevent_destroy":true', '"prevent_destroy":false'));
    const options = ["-json", "-input=false", "-lock=false", "-detailed-exitcode", "-out=plan.tfplan"];
    const { code, output } = await this.run(["plan", ...options]);
    writeFileSync(file, guarded);
    if (code === 0) return [];
    // With this option, 2 is a plan that changes something.
    if (code !== 2) return ended(code, output).errors;
    const { output: json } = await this.run(["show", "-json", "plan.tfplan"]);
    const { resource_changes: changes = [] } = JSON.parse(json) as { resource_changes?: PlannedChange[] };
    return changes
      .filter(({ change }) => !["no-op", "read"].includes(change.actions.join()))
      .map(({ address, change }) => `${address}: ${change.actions.join(" and ")} (${differing(change).join(", ")})`);
  }

  private async change(args: readonly string[]): Promise<Applied> {
    const { code, output } = await this.run([...args, "-json", "-input=false", "-parallelism=20"]);
    return ended(code, output);
  }

  private run(args: readonly string[]): Promise<Ended> {
    return this.running.run(args, this.folder, this.env());
  }
}

interface PlannedChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/** Arguments that a plan changes; for a replacement those that force it. */
function differing({ before, after, replace_paths: forcing }: PlannedChange["change"]): string[] {
  if (forcing !== undefined) return forcing.map((path) => path.join("."));
  return Object.keys({ ...before, ...after }).filter(
    (key) => after?.[key] !== undefined && JSON.stringify(before?.[key]) !== JSON.stringify(after[key]),
  );
}

const parsed = (output: string): Line[] =>
  output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);

/** What a run has done. One that failed has an error, also where Terraform was killed and says nothing. */
function ended(code: Ended["code"], output: string): Applied {
  const applied = summary(parsed(output));
  return code === 0 || applied.errors.length > 0 ? applied : { ...applied, errors: [`Terraform ended with ${code}`] };
}

function summary(lines: readonly Line[]): Applied {
  const { add = 0, change = 0, remove = 0 } = lines.findLast(({ type }) => type === "change_summary")?.changes ?? {};
  const diagnostics = lines.flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : []));
  const said = diagnostics.map(({ address }) => address);
  // Terraform does not say where an error at a destruction is. It says what failed, so it is one of the others.
  const others = lines.flatMap(({ type, hook }) =>
    type === "apply_errored" && hook !== undefined && !said.includes(hook.resource.addr) ? [hook.resource.addr] : [],
  );
  return {
    added: add,
    changed: change,
    destroyed: remove,
    errors: diagnostics.map(({ address = others.join(", "), summary: what, detail }) =>
      [address, what, detail].filter(Boolean).join(": "),
    ),
  };
}
