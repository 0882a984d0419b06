import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import type { JsonObject } from "../golden/json";

/** A file that `npm run update` writes, or reads, cannot be: a person has to put it right. */
export class WrittenFileError extends Error {
  override readonly name = "WrittenFileError";
}

/** What files are written from. */
export interface Entries {
  /** Folder of the repository. */
  readonly root: string;
  readonly environments: readonly Environment[];
  /** Every stack of the environments as Terraform reads it, by its id. */
  readonly stacks: ReadonlyMap<string, JsonObject>;
  /** Addresses of data that are meant to go, as `<stack>:<address>`. */
  readonly forget: readonly string[];
}

/** A file that nobody edits. */
export interface WrittenFile {
  /** From the folder of the repository. */
  readonly path: string;
  /** Undefined if nothing describes the file any more, so that it is to go. */
  readonly text: string | undefined;
}

/** Says what some files are to be; reads what it must, and writes nothing. */
export type Writer = (entries: Entries) => WrittenFile[];

/** The files that a folder is to have: any other file in it is to go. Folders in it are left alone. */
export function wholeFolder(root: string, folder: string, files: readonly WrittenFile[]): WrittenFile[] {
  const there = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
    : [];
  const left = there.map((name) => `${folder}/${name}`).filter((path) => !files.some((file) => file.path === path));
  return [...files, ...left.map((path) => ({ path, text: undefined }))];
}

/**
 * Files that are not what they are to be.
 *
 * @throws WrittenFileError if one is a folder
 */
export const staleFiles = (root: string, files: readonly WrittenFile[]): WrittenFile[] =>
  files.filter(({ path, text }) => {
    const file = join(root, path);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
      throw new WrittenFileError(
        `${path}: is a folder, and \`npm run update\` writes a file there; move the folder away`,
      );
    return text === undefined ? existsSync(file) : !existsSync(file) || readFileSync(file, "utf8") !== text;
  });

/** What to do about stale files, in one line. */
export const staleLine = (files: readonly WrittenFile[]): string =>
  `stale: run \`npm run update\` (${files.map(({ path }) => path).join(", ")})`;
