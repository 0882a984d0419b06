import { bqIssues, gcloudCommandIssues } from "./google-commands";

/** A block of shell commands on a page, with the line of the page on which it begins. */
export interface Block {
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

export const shellBlocks = (page: string, text: string): Block[] =>
  [...text.matchAll(/^ *```(?:sh|bash)\n([\s\S]*?)^ *```/gm)].map((found) => ({
    page,
    line: text.slice(0, found.index).split("\n").length + 1,
    text: found[1]!,
  }));

/** What `gcloud` and `bq` would refuse in a block. */
export function googleIssues({ page, line, text }: Block): string[] {
  return [...text.matchAll(/(?<![\w/.-])(gcloud|bq)\s/g)].flatMap(({ index }) => {
    const at = `${page}:${line + text.slice(0, index).split("\n").length - 1}`;
    const [program, ...words] = simpleCommand(text, index);
    const issues = program === "bq" ? bqIssues(words) : gcloudCommandIssues(words);
    return issues.map((issue) => `${at}: ${issue}`);
  });
}

/** The same for a command within a sentence, which may leave out what it is about. */
export function inlineIssues(page: string, text: string): string[] {
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, (block) => block.replaceAll(/[^\n]/g, ""));
  return [...prose.matchAll(/`((?:gcloud|bq) [a-z-][^`]*)`/g)].flatMap(({ index, 1: command }) => {
    const [program, ...words] = simpleCommand(command!, 0);
    const issues = program === "bq" ? bqIssues(words) : gcloudCommandIssues(words, "mentioned");
    return issues.map((issue) => `${page}:${prose.slice(0, index).split("\n").length}: ${issue}`);
  });
}

/** Words of the command that begins at a place, as far as a pipe, an end of line or a closing parenthesis. */
export function simpleCommand(text: string, from: number): string[] {
  const words = [""];
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const one = text[at]!;
    if (quote !== "'" && one === "\\") {
      if (text[++at] === "\n") words.push("");
      else words.push(`${words.pop()!}${text[at] ?? ""}`);
    } else if (quote !== "'" && text.startsWith("$(", at)) {
      const end = closing(text, at + 2);
      words.push(words.pop()! + text.slice(at, end + 1));
      at = end;
    } else if (one === quote) quote = "";
    else if (quote === "" && (one === "'" || one === '"')) quote = one;
    else if (quote === "" && /[|;&)\n<>]/.test(one)) break;
    else if (quote === "" && /\s/.test(one)) words.push("");
    else words.push(words.pop()! + one);
  }
  return words.filter((word) => word !== "");
}

/** Where the parenthesis of a `$(` closes; one in quotes does not count. */
function closing(text: string, from: number): number {
  let at = from;
  for (let open = 1, quoted = false; at < text.length; at++) {
    if (text.startsWith("$(", at)) at = closing(text, at + 2);
    else if (text[at] === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (text[at] === "'") at = text.indexOf("'", at + 1);
    else if (text[at] === "(") open++;
    else if (text[at] === ")" && --open === 0) return at;
  }
  return at;
}

/** `cdktf --help` of the pinned version. */
const cdktfCommands = "completion convert debug deploy destroy diff get init list login output provider synth watch";

/** Commands of npm and cdktf on a page, prose included, that there are not. */
export function nodeIssues(page: string, text: string, scripts: readonly string[]): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => [
      ...[...line.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)]
        .filter(([, script]) => !scripts.includes(script!))
        .map(([, script]) => `${page}:${index + 1}: package.json has no script '${script!}'`),
      ...[...line.matchAll(/\bnpx cdktf ([a-z-]+)/g)]
        .filter(([, command]) => !cdktfCommands.split(" ").includes(command!))
        .map(([, command]) => `${page}:${index + 1}: no command 'cdktf ${command!}'`),
    ]);
}
