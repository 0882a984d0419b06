import { unmet } from "../../contract/unmet";
import { longestLogDays, type DatabaseSettings } from "./schema";
import type { Environment, Service } from "../../contract/environment";
import { platformFile, type Fault } from "../../contract/fault";
import { dockerRange, overlapping, prefixOf } from "../../contract/ranges";
import { nearest } from "../../contract/schema-faults";
import { listed } from "../../contract/listed";
import type { Rule } from "../../contract/rules/rule";

/** Prefix length that Cloud SQL needs per region. Google, "Learn about using private IP" (Cloud SQL). */
const regionPrefix = 24;
/** Connections reserved for Cloud SQL's own agents and for people who repair something. */
const connectionsBesideServices = 10;

/** The database must fit the services that use it, and Cloud SQL must accept its regions, ranges and settings. */
export const databaseFaults: Rule = ({ environment, file }) => [
  ...missingFaults(environment, file),
  ...ownerFaults(environment),
  ...(environment.database === undefined
    ? []
    : [
        ...replicaFaults(environment, environment.database, file),
        ...rangeFaults(environment, environment.database, file),
        ...dockerFaults(environment, environment.database, file),
        ...connectionFaults(environment, environment.database, file),
        ...backupFaults(environment.database, file),
      ]),
];

const usersOf = ({ services }: Environment): Service[] => services.filter(({ database }) => database !== undefined);

function missingFaults(environment: Environment, file: string): Fault[] {
  const users = usersOf(environment).map(({ key }) => `'${key}'`);
  if (environment.database !== undefined || users.length === 0) return [];
  const message = `is missing, but ${listed(users)} of platform.ts use it; add it, or remove database from their entries`;
  return [{ file, field: "database", message }];
}

/** Each Cloud Run instance keeps one connection open; an instance that gets none answers with errors. */
function connectionFaults(environment: Environment, { maxConnections }: DatabaseSettings, file: string): Fault[] {
  const regions = Object.keys(environment.regions).length;
  const instances = usersOf(environment).reduce((sum, { scale }) => sum + scale.max, 0) * regions;
  const needed = instances + connectionsBesideServices;
  if (instances === 0 || maxConnections >= needed) return [];
  const message = `${maxConnections} are fewer than the ${needed} that ${instances} instances of services at their maximum, one each, and ${connectionsBesideServices} for Cloud SQL and people take; raise it to ${needed}`;
  return [{ file, field: "database.maxConnections", message }];
}

/** The owner migrates the schema, so it must use the database. */
function ownerFaults({ databases, services }: Environment): Fault[] {
  const declared = Object.keys(databases);
  return Object.entries(databases).flatMap(([database, { owner }]) => {
    const service = services.find(({ key }) => key === owner);
    if (service === undefined || service.database === database) return [];
    // A misspelt name is reported where it is written.
    if (service.database !== undefined && !declared.includes(service.database)) {
      if (nearest(service.database, declared) === database) return [];
    }
    const users = services.filter((other) => other.database === database).map(({ key }) => key);
    const fix = users.length === 0 ? "" : `, or name one that does: ${users.join(", ")}`;
    return [
      {
        file: platformFile,
        field: `databases.${database}.owner`,
        message: `'${owner}' does not log in to it; set database to '${database}' in its entry${fix}`,
      },
    ];
  });
}

function replicaFaults({ regions: serving }: Environment, { replicas }: DatabaseSettings, file: string): Fault[] {
  return Object.entries(replicas)
    .filter(([, { region }]) => !Object.hasOwn(serving, region))
    .map(([replica, { region }]) => ({
      file,
      field: `database.replicas.${replica}.region`,
      message: `'${region}' is not one of regions (${Object.keys(serving).join(", ")}); add it there or name one of them`,
    }));
}

function rangeFaults(
  { primaryRegion }: Environment,
  { privateServicesRange: range, replicas }: DatabaseSettings,
  file: string,
): Fault[] {
  const count = new Set([primaryRegion, ...Object.values(replicas).map(({ region }) => region)]).size;
  const needed = regionPrefix - Math.ceil(Math.log2(count));
  if (prefixOf(range) <= needed) return [];
  const taken =
    count === 1 ? "the database takes" : `the database takes in ${count} regions, a /${regionPrefix} in each`;
  const message = `${range} is smaller than the /${needed} that ${taken}; widen it to /${needed}`;
  return [{ file, field: "database.privateServicesRange", message }];
}

/** Docker's range must not overlap with the database's range or with those of its clients, the services. */
function dockerFaults({ regions: serving }: Environment, database: DatabaseSettings, file: string): Fault[] {
  const ranges = [
    ...Object.entries(serving).map(([region, { subnetRange }]) => ({
      field: `regions.${region}.subnetRange`,
      range: subnetRange,
    })),
    { field: "database.privateServicesRange", range: database.privateServicesRange },
  ];
  return overlapping(ranges, [dockerRange]).map(([{ field, range }]) => ({
    file,
    field,
    message: `${range} overlaps ${dockerRange.range}, which Cloud SQL keeps for itself, so no service would reach the database; take another range`,
  }));
}

function backupFaults({ retainedBackups, pointInTimeRecoveryDays }: DatabaseSettings, file: string): Fault[] {
  return unmet([
    [
      pointInTimeRecoveryDays <= retainedBackups,
      {
        file,
        field: "database.retainedBackups",
        message: `${retainedBackups} daily backups do not reach back the ${pointInTimeRecoveryDays} days of pointInTimeRecoveryDays, whose logs are replayed onto one; raise it to ${pointInTimeRecoveryDays}`,
      },
    ],
  ]);
}

/** Daily backups for a month. */
export const retainedBackups = 30;

/** Settings that the database of a protected environment requires. */
export function protectedDatabaseFaults({ database }: Environment, file: string): Fault[] {
  if (database === undefined) return [];
  const { retainedBackups: backups, pointInTimeRecoveryDays: days } = database;
  return unmet([
    [
      backups >= retainedBackups,
      {
        file,
        field: "database.retainedBackups",
        message: `${backups} are fewer than the ${retainedBackups} daily backups that a protected environment keeps; raise it to ${retainedBackups}`,
      },
    ],
    [
      days >= longestLogDays,
      {
        file,
        field: "database.pointInTimeRecoveryDays",
        message: `${days} are fewer than the ${longestLogDays} days back to which a protected environment can be set; raise it to ${longestLogDays}`,
      },
    ],
  ]);
}
