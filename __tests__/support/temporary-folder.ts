import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives all tests and what they start one folder for temporary files, which is gone after the last of them. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "parley-tests-"));
  process.env.TMPDIR = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
