import { spawnSync } from "node:child_process";

/** Whether a program is on the PATH. */
export const isPresent = (program: string, versionArgument: string): boolean =>
  spawnSync(program, [versionArgument]).error === undefined;
