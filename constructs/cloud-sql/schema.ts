import { z } from "zod";
import { slug, privateRange, strictBounds, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";

/** Minimum memory: 0.9 GB per vCPU in steps of 256 MiB, and at least 3.75 GB; MiB. Google, "Cloud SQL for PostgreSQL instance settings". */
const leastMemory = (cores: number): number => Math.max(3840, Math.ceil((cores * 18) / 5) * 256);
/** Maximum memory: 6.5 GB per vCPU; MiB. */
const mostMemory = (cores: number): number => cores * 6656;

/** Machine type `db-custom-<vCPU>-<MiB>` of the Enterprise edition. Google, "Cloud SQL for PostgreSQL instance settings". */
const tier = z.string().superRefine((value, context) => {
  const [, cpu, memory] = /^db-custom-([1-9]\d*)-([1-9]\d*)$/.exec(value) ?? [];
  const refuse = (message: string): void => {
    context.addIssue({ code: "custom", message });
  };
  if (cpu === undefined || memory === undefined) {
    refuse(`must be 'db-custom-<vCPU>-<memory in MiB>' like 'db-custom-2-7680', got '${value}'`);
    return;
  }
  const [cores, mebibytes] = [Number(cpu), Number(memory)];
  if (cores !== 1 && (cores % 2 === 1 || cores > 96)) {
    refuse(`has ${cores} vCPU; Cloud SQL takes 1 or an even number up to 96`);
  }
  if (mebibytes % 256 !== 0 || mebibytes < 3840) {
    refuse(`has ${mebibytes} MiB; Cloud SQL takes a multiple of 256 from 3840 on`);
  } else if (mebibytes < leastMemory(cores) || mebibytes > mostMemory(cores)) {
    refuse(`has ${mebibytes} MiB for ${cores} vCPU; Cloud SQL takes ${leastMemory(cores)} to ${mostMemory(cores)}`);
  }
});

/** Longest retention of transaction logs in Cloud SQL Enterprise; days. Google, "Configure point-in-time recovery (PITR)". */
export const longestLogDays = 7;

/** Cloud SQL for PostgreSQL in one environment. */
export const databaseSettings = z.strictObject({
  version: z.enum(["POSTGRES_15", "POSTGRES_16", "POSTGRES_17"]),
  /**
   * Number at the end of the instance's name, since Google reserves the name of a
   * deleted instance for a week. Raising it replaces the instance; in a protected
   * environment Terraform refuses such a plan (`prevent_destroy`).
   */
  generation: wholeNumber.min(1),
  tier,
  /** Initial size of the disk and the limit of its automatic growth; GB. */
  disk: z
    .strictObject({ initialGb: wholeNumber.min(10), limitGb: wholeNumber.min(10).max(65536) })
    .superRefine(strictBounds("initialGb", "limitGb")),
  /** Number of automated daily backups that are kept. */
  retainedBackups: wholeNumber.min(1).max(365),
  /** Point-in-time recovery window: days of transaction logs that are kept; 0 turns it off. */
  pointInTimeRecoveryDays: wholeNumber.min(0).max(longestLogDays),
  /** Maximum number of concurrent connections (`max_connections`). Each costs memory. */
  maxConnections: wholeNumber.min(25).max(10000),
  /** Range for private services access, from which Google assigns the instances' addresses: /24 or larger, with a /24 per region. */
  privateServicesRange: privateRange,
  /** Map from a slug to a read replica, in any serving region. */
  replicas: z.record(slug, z.strictObject({ region: z.string(), tier, generation: wholeNumber.min(1) })),
  /** Required where an environment is protected. */
  recovery: recoveryObjective.optional(),
});
export type DatabaseSettings = z.output<typeof databaseSettings>;

/** A logical database on the instance. Services that name it under `cloudSql` log in as their own service accounts. */
export const databaseEntry = z.strictObject({
  /** Service that owns the database schema and migrates it. */
  owner: slug,
});

/** vCPU of a tier. */
export const tierCores = (tierName: string): number => Number(tierName.split("-")[2]);

/** Memory of a tier; MiB. */
export const tierMebibytes = (tierName: string): number => Number(tierName.split("-")[3]);
