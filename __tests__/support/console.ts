import { Console } from "node:console";
import { Writable } from "node:stream";

/** A console that remembers what a command prints. */
export class Recorded {
  public stdout = "";
  public stderr = "";
  public readonly console = new Console({
    stdout: into((text) => (this.stdout += text)),
    stderr: into((text) => (this.stderr += text)),
  });
}

const into = (take: (text: string) => unknown): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      take(chunk.toString());
      done();
    },
  });
