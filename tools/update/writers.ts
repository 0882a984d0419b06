import { goldens } from "./goldens";
import { pages } from "./pages";
import { pinnedAddresses } from "./pinned-addresses";
import { runbookNames } from "./runbook-names";
import type { Entries, WrittenFile, Writer } from "./written-file";

/** Everything that is written from the entries; a new kind of file is one more line here. */
const writers: readonly Writer[] = [pages, runbookNames, goldens, pinnedAddresses];

export const writtenFiles = (entries: Entries): WrittenFile[] => writers.flatMap((writer) => writer(entries));
