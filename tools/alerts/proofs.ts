import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Proof } from "./scenario";

const folder = join(__dirname, "scenarios");
const load = createRequire(__filename);

/** What proves each kind of alert that has a PromQL condition: all that a file of `scenarios/` exports. */
export const proofs: readonly Proof[] = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .sort()
  .flatMap((name) => Object.values(load(join(folder, name)) as Readonly<Record<string, readonly Proof[]>>).flat());
