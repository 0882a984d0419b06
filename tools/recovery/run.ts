import type { Environment } from "../../contract/environment";
import { writePage, type PageIo } from "../written-page";
import { recoveryPage } from "./page";

/** The command behind `npm run recovery`. Returns the exit code: 0 written or up to date, 1 stale, 2 wrong call. */
export const runRecovery = (args: readonly string[], environments: readonly Environment[], io: PageIo): number =>
  writePage(args, io, { name: "recovery", from: "the environments", says: "the environments say" }, () =>
    recoveryPage(environments),
  );
