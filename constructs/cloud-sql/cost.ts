import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { hoursAMonth, pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { tierCores, tierMebibytes } from "./schema";

export function cloudSqlLines({ primaryRegion, cloudSql, usage, protection }: UsedEnvironment): CostLine[] {
  if (cloudSql === undefined) return [];
  const line = pricedLine(primaryRegion);
  const product = "Cloud SQL";
  // A protected database has a standby in another zone, with its own disk.
  const machines = protection === "protected" ? 2 : 1;
  const tiers = [
    ...Array.from({ length: machines }, () => cloudSql.tier),
    ...Object.values(cloudSql.replicas).map(({ tier }) => tier),
  ];
  const sum = (of: (tier: string) => number): number => tiers.reduce((total, tier) => total + of(tier), 0);
  const replicas = tiers.length - machines;
  const shape = `${cloudSql.tier}${machines > 1 ? ", twice for high availability" : ""}${replicas > 0 ? `, and ${replicas} read replicas` : ""}`;
  return [
    line("database/cpu", product, "vCPU", prices.databaseCpu, sum(tierCores) * hoursAMonth, shape),
    line("database/memory", product, "Memory", prices.databaseMemory, (sum(tierMebibytes) / 1024) * hoursAMonth, shape),
    line(
      "database/storage",
      product,
      "SSD",
      prices.databaseStorage,
      tiers.length * Math.max(cloudSql.disk.initialGb, usage.cloudSql.storedGib),
      "a disk a machine, as large as it starts or as what is stored",
    ),
    line("database/backups", product, "Backups", prices.databaseBackups, usage.cloudSql.backupGib, "usage.cloudSql"),
  ];
}
