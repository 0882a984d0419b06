import { spawnSync } from "node:child_process";

/** Shells of this machine in which people paste commands; the options keep each from reading what its user has set. */
export const shells = [["bash", "--norc"], ["sh"], ["dash"], ["zsh", "-f"]].filter(
  ([shell]) => spawnSync(shell!, ["-c", ":"]).error === undefined,
);

/** What a script prints in a shell that has no variables of its own. */
export function runIn(
  [shell, ...args]: readonly string[],
  script: string,
  cwd: string,
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(shell!, [...args, "-c", script], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  return { code: status, out: stdout, err: stderr };
}

/** Variables that commands started by the shell would see, without those of every shell. */
export const exportedIn = (printed: string): Record<string, string> =>
  Object.fromEntries(
    [...printed.matchAll(/^([A-Z][A-Z_]*)=(.*)$/gm)]
      .map(([, name, value]) => [name!, value!] as const)
      .filter(([name]) => !["PATH", "PWD", "OLDPWD", "SHLVL", "LC_CTYPE", "HOME", "LOGNAME"].includes(name)),
  );
