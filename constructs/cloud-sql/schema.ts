import { z } from "zod";
import { slug, privateRange, strictBounds, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";

/** 0.9 GB a vCPU in steps of 256 MiB, and 3.75 GB at least; MiB. Google, "Cloud SQL for PostgreSQL instance settings". */
const leastMemory = (cores: number): number => Math.max(3840, Math.ceil((cores * 18) / 5) * 256);
/** 6.5 GB a vCPU; MiB. */
const mostMemory = (cores: number): number => cores * 6656;

/** `db-custom-<vCPU>-<MiB>`, the machine types of the edition Enterprise. Google, "Cloud SQL for PostgreSQL instance settings". */
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

/** The most that Cloud SQL Enterprise keeps of its logs. Google, "Configure point-in-time recovery (PITR)". */
export const longestLogDays = 7;

/** Cloud SQL for PostgreSQL in one environment. */
export const databaseSettings = z.strictObject({
  version: z.enum(["POSTGRES_15", "POSTGRES_16", "POSTGRES_17"]),
  /**
   * Last part of the instance's name, since Google keeps a deleted name for a
   * week. Raising it makes a new instance in place of this one; where protected
   * Terraform refuses such a plan (`prevent_destroy`).
   */
  generation: wholeNumber.min(1),
  tier,
  /** Where the disk starts and where it stops growing; GB. Between them its size is Google's. */
  disk: z
    .strictObject({ initialGb: wholeNumber.min(10), limitGb: wholeNumber.min(10).max(65536) })
    .superRefine(strictBounds("initialGb", "limitGb")),
  /** Automated daily backups that are kept. */
  retainedBackups: wholeNumber.min(1).max(365),
  /** Days back to which the database can be set to any moment; 0 turns it off. */
  pointInTimeRecoveryDays: wholeNumber.min(0).max(longestLogDays),
  /** Connections at once; each costs memory. */
  maxConnections: wholeNumber.min(25).max(10000),
  /** Range that Google's network of the database takes: /24 or larger, and a /24 for each region. */
  privateServicesRange: privateRange,
  /** Key to a copy that answers reads, in any serving region. */
  replicas: z.record(slug, z.strictObject({ region: z.string(), tier, generation: wholeNumber.min(1) })),
  /** Required where an environment is protected. */
  recovery: recoveryObjective.optional(),
});
export type DatabaseSettings = z.output<typeof databaseSettings>;

/** A logical database on the instance. Services that name it under `cloudSql` log in to it as themselves. */
export const databaseEntry = z.strictObject({
  /** Service that owns the schema and migrates it. */
  owner: slug,
});

/** vCPU of a tier. */
export const tierCores = (tierName: string): number => Number(tierName.split("-")[2]);

/** Memory of a tier; MiB. */
export const tierMebibytes = (tierName: string): number => Number(tierName.split("-")[3]);
