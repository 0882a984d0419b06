import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { quantityBeyondFree, daysAMonth, pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";

/** Free operations per day of a project's first database. Google, "Firestore pricing". */
const freeDocuments = { reads: 50_000, writes: 20_000, deletes: 20_000 };
const freeDocumentGib = 1;

export function firestoreLines({ primaryRegion, firestore, usage }: UsedEnvironment): CostLine[] {
  if (firestore === undefined) return [];
  const line = pricedLine(primaryRegion);
  const { reads, writes, deletes, storedGib } = usage.firestore;
  const { databaseId, pointInTimeRecovery, backups } = firestore;
  const isFree = databaseId === "(default)";
  const free = (kind: keyof typeof freeDocuments): number => (isFree ? freeDocuments[kind] * daysAMonth : 0);
  const product = "Firestore";
  const copies = (backups?.dailyDays ?? 0) + Math.floor((backups?.weeklyDays ?? 0) / 7);
  return [
    line(
      "firestore/reads",
      product,
      "Reads",
      prices.documentReads,
      quantityBeyondFree(free("reads"), reads),
      "beyond the free ones",
    ),
    line(
      "firestore/writes",
      product,
      "Writes",
      prices.documentWrites,
      quantityBeyondFree(free("writes"), writes),
      "beyond the free ones",
    ),
    line(
      "firestore/deletes",
      product,
      "Deletes",
      prices.documentDeletes,
      quantityBeyondFree(free("deletes"), deletes),
      "expired documents among them",
    ),
    line(
      "firestore/storage",
      product,
      "Storage",
      prices.documentStorage,
      quantityBeyondFree(isFree ? freeDocumentGib : 0, storedGib) + (pointInTimeRecovery ? storedGib : 0),
      pointInTimeRecovery ? "and as much again for a week of point-in-time recovery" : "usage.firestore.storedGib",
    ),
    line("firestore/backups", product, "Backups", prices.documentBackups, copies * storedGib, `${copies} whole copies`),
  ];
}
