import { spawn, type ChildProcess } from "node:child_process";

/** How a run of Terraform has ended. */
export interface Ended {
  /** Its exit code, or the signal that ended it. */
  readonly code: number | NodeJS.Signals;
  readonly output: string;
}

/** Runs Terraform, and lets somebody else interrupt the run. */
export class RunningTerraform {
  private current: ChildProcess | undefined;

  run(args: readonly string[], folder: string, env: NodeJS.ProcessEnv): Promise<Ended> {
    return new Promise((resolve, reject) => {
      // A group of its own, so that a signal also meets the provider, as Ctrl-C does and the end of a machine.
      const child = spawn("terraform", args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
      this.current = child;
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      // In a group of its own it would outlive a rehearsal that somebody stops.
      const stop = (): void => {
        this.signal("SIGKILL");
      };
      process.once("exit", stop);
      child.on("error", reject);
      child.on("close", (code, signal) => {
        process.off("exit", stop);
        this.current = undefined;
        resolve({ code: code ?? signal ?? 1, output });
      });
    });
  }

  /** @throws Error if no Terraform runs */
  signal = (signal: NodeJS.Signals): void => {
    const id = this.current?.pid;
    if (id === undefined) throw new Error("no Terraform runs that could get a signal");
    process.kill(-id, signal);
  };
}
