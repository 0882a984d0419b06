import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A file as it is to be; without a text it is to go. */
export interface FileChange {
  readonly path: string;
  readonly text: string | undefined;
}

/**
 * Writes files whole or not at all: each beside its place, and only when all are
 * there each into its place. A disk that is full leaves everything as it was, and
 * whoever interrupts meanwhile is heard when the last file is in its place.
 */
export function writeFiles(changes: readonly FileChange[]): void {
  const interrupted = (): void => process.exit(130);
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  const written: { temporary: string; path: string }[] = [];
  try {
    for (const { path, text } of changes) {
      if (text === undefined) continue;
      mkdirSync(dirname(path), { recursive: true });
      const temporary = `${path}.${process.pid}.tmp`;
      written.push({ temporary, path });
      writeFileSync(temporary, text);
    }
    for (const { temporary, path } of written) renameSync(temporary, path);
    for (const { path, text } of changes) if (text === undefined) rmSync(path, { force: true });
  } finally {
    for (const { temporary } of written) rmSync(temporary, { force: true });
    // A signal that came meanwhile is delivered when Node next waits for events, which is between two immediates.
    setImmediate(() =>
      setImmediate(() => process.off("SIGINT", interrupted).off("SIGTERM", interrupted)).unref(),
    ).unref();
  }
}
