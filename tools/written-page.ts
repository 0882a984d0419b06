import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Terminal } from "./command";

/** Where a command reads its page from and writes it to. */
export interface PageIo extends Terminal {
  /** Path of the page. */
  readonly file: string;
}

/** A page of `docs/` that `npm run <name>` writes. */
export interface WrittenPage {
  /** Name of the command and, with `.md`, of the page. */
  readonly name: string;
  /** What it is written from, as a subject and as a sentence: `the environments`, `the environments say`. */
  readonly from: string;
  readonly says: string;
}

/** Writes a page, or with `--check` only says whether it is stale. Returns the exit code: 0 written or up to date, 1 stale, 2 wrong call. */
export function writePage(
  args: readonly string[],
  io: PageIo,
  { name, from, says }: WrittenPage,
  page: () => string,
): number {
  const file = `docs/${name}.md`;
  if (args.length > 1 || args.some((arg) => arg !== "--check")) {
    io.err(`usage: npm run ${name}              writes ${file} from ${from}
       npm run ${name} -- --check   exits 1 if ${file} is stale`);
    return 2;
  }
  const text = page();
  if (existsSync(io.file) && readFileSync(io.file, "utf8") === text) {
    io.out(`${file} is up to date`);
    return 0;
  }
  if (args.length > 0) {
    io.err(`${file} is stale: it does not say what ${says}; write it with: npm run ${name}`);
    return 1;
  }
  writeFileSync(io.file, text);
  io.out(`${file} is written; read what changed before you commit it`);
  return 0;
}
