import type { Environment } from "../../contract/environment";
import { writePage, type PageIo } from "../written-page";
import { logContractPage } from "./page";

const written = { name: "log-contract", from: "log-contract/ and the environments", says: "log-contract/ says" };

/** The command behind `npm run log-contract`. Returns the exit code: 0 written or up to date, 1 stale, 2 wrong call. */
export const runLogContract = (args: readonly string[], environments: readonly Environment[], io: PageIo): number =>
  writePage(args, io, written, () => logContractPage(environments));
