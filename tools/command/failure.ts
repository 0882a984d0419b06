import { getSystemErrorMap } from "node:util";
import { isReaderError } from "../reader-error";

/** What a person can do about the failures of a file system that people meet. */
const remedies: Readonly<Record<string, string>> = {
  EACCES: "you may not; change its permissions, or run as who owns it",
  EPERM: "you may not; change its permissions, or run as who owns it",
  ENOENT: "there is no such file or folder; check the path, or restore it with `git checkout -- <path>`",
  EROFS: "the file system is read-only; work in a copy that can be written",
  ENOSPC: "the disk is full; free some space",
  EISDIR: "it is a folder where a file is needed; name another path",
  ENOTDIR: "a part of the path is a file; name another path",
  EEXIST: "a file is in the way; name another path, or move it",
};

/**
 * What went wrong, for whoever ran the command. Issues of environments, policies
 * and runbooks say all there is to say; so does a file that cannot be read or
 * written. Anything else is a mistake in this code, and only there a trace helps.
 */
export function explained(command: string, error: unknown): string {
  if (isReaderError(error)) return error.message;
  if (isSystemError(error)) {
    const known = [...getSystemErrorMap().values()].find(([code]) => code === error.code)?.[1];
    const remedy = remedies[error.code] ?? known ?? error.message;
    return `${command}: ${error.path ?? error.syscall ?? "the system"}: ${error.code}: ${remedy}`;
  }
  const [first = "", ...trace] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split("\n");
  const hint = "this is a mistake in the code and not in your call; PARLEY_TRACE=1 shows where";
  return process.env.PARLEY_TRACE === undefined ? `${command}: ${first}; ${hint}` : [first, ...trace].join("\n");
}

interface SystemError extends Error {
  readonly code: string;
  readonly path?: string;
  readonly syscall?: string;
}

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && typeof (error as Partial<SystemError>).code === "string" && "syscall" in error;
