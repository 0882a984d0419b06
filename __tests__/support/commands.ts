import gcloud from "../data/gcloud-commands.json";

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

const flagsOf: Readonly<Record<string, string>> = gcloud.commands;
const required: Readonly<Record<string, string>> = gcloud.required;

/** What `gcloud` would refuse in a block: a command or a flag that it does not have, or a flag that is missing. */
export function gcloudIssues({ page, line, text }: Block): string[] {
  return [...text.matchAll(/(?<![\w/.-])gcloud\s/g)].flatMap(({ index }) => {
    const at = `${page}:${line + text.slice(0, index).split("\n").length - 1}`;
    const words = simpleCommand(text, index).slice(1);
    const known = words.map((_, count) => words.slice(0, words.length - count).join(" ")).find((one) => one in flagsOf);
    if (known === undefined)
      return [`${at}: no command 'gcloud ${words.filter((one) => /^[a-z]/.test(one)).join(" ")}'`];
    const used = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0]!);
    const allowed = [...flagsOf[known]!.split(" "), ...gcloud.everywhere.split(" ")];
    const wrong = used
      .filter((flag) => !allowed.includes(flag))
      .map((flag) => `${at}: 'gcloud ${known}' has no ${flag}`);
    const needs = required[known];
    return needs === undefined || used.includes(needs) ? wrong : [...wrong, `${at}: 'gcloud ${known}' needs ${needs}`];
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

/** Commands of npm and cdktf on a page, prose included, that there are not. */
export function nodeIssues(page: string, text: string, scripts: readonly string[]): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => [
      ...[...line.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)]
        .filter(([, script]) => !scripts.includes(script!))
        .map(([, script]) => `${page}:${index + 1}: package.json has no script '${script!}'`),
      ...[...line.matchAll(/\bnpx cdktf ([a-z-]+)/g)]
        .filter(([, command]) => !gcloud.cdktf.split(" ").includes(command!))
        .map(([, command]) => `${page}:${index + 1}: no command 'cdktf ${command!}'`),
    ]);
}
