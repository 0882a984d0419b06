import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with node, bash and these programs alone: a name to what it is, from `#!` on. */
export function programs(named: Readonly<Record<string, string>>): string {
  const bin = mkdtempSync(join(tmpdir(), "parley-bin-"));
  symlinkSync(process.execPath, join(bin, "node"));
  symlinkSync("/bin/bash", join(bin, "bash"));
  for (const [name, text] of Object.entries(named)) writeFileSync(join(bin, name), text, { mode: 0o755 });
  return bin;
}

/** Runs something that finds its programs in a folder and nowhere else. */
export async function withPath<T>(bin: string, run: () => Promise<T>): Promise<T> {
  const before = process.env.PATH;
  process.env.PATH = bin;
  try {
    return await run();
  } finally {
    process.env.PATH = before;
  }
}
