import { unmet } from "../../contract/unmet";
import { longestLogDays, type DatabaseSettings } from "./schema";
import type { Environment, Service } from "../../contract/environment";
import { catalogFile, type Issue } from "../../contract/issue";
import { dockerRange, overlapping, prefixOf } from "../../contract/ranges";
import { nearest } from "../../contract/schema-issues";
import { formatList } from "../../contract/format-list";
import type { Rule } from "../../contract/rules/rule";

/** Prefix length that Cloud SQL needs per region. Google, "Learn about using private IP" (Cloud SQL). */
const regionPrefix = 24;
/** Connections reserved for Cloud SQL's own agents and for people who repair something. */
const connectionsBesideServices = 10;

/** The database must fit the services that use it, and Cloud SQL must accept its regions, ranges and settings. */
export const cloudSqlIssues: Rule = ({ environment, file }) => [
  ...missingIssues(environment, file),
  ...ownerIssues(environment),
  ...(environment.cloudSql === undefined
    ? []
    : [
        ...replicaIssues(environment, environment.cloudSql, file),
        ...rangeIssues(environment, environment.cloudSql, file),
        ...dockerIssues(environment, environment.cloudSql, file),
        ...connectionIssues(environment, environment.cloudSql, file),
        ...backupIssues(environment.cloudSql, file),
      ]),
];

const usersOf = ({ services }: Environment): Service[] => services.filter(({ cloudSql }) => cloudSql !== undefined);

function missingIssues(environment: Environment, file: string): Issue[] {
  const users = usersOf(environment).map(({ slug }) => `'${slug}'`);
  if (environment.cloudSql !== undefined || users.length === 0) return [];
  const message = `is missing, but ${formatList(users)} of catalog.ts use it; add it, or remove cloudSql from their entries`;
  return [{ file, field: "cloudSql", message }];
}

/** Each Cloud Run instance keeps one connection open; an instance that gets none answers with errors. */
function connectionIssues(environment: Environment, { maxConnections }: DatabaseSettings, file: string): Issue[] {
  const regions = Object.keys(environment.regions).length;
  const instances = usersOf(environment).reduce((sum, { scale }) => sum + scale.max, 0) * regions;
  const needed = instances + connectionsBesideServices;
  if (instances === 0 || maxConnections >= needed) return [];
  const message = `${maxConnections} are fewer than the ${needed} that ${instances} instances of services at their maximum, one each, and ${connectionsBesideServices} for Cloud SQL and people take; raise it to ${needed}`;
  return [{ file, field: "cloudSql.maxConnections", message }];
}

/** The owner migrates the schema, so it must use the database. */
function ownerIssues({ databases, services }: Environment): Issue[] {
  const declared = Object.keys(databases);
  return Object.entries(databases).flatMap(([database, { owner }]) => {
    const service = services.find(({ slug }) => slug === owner);
    if (service === undefined || service.cloudSql === database) return [];
    // A misspelt name is reported where it is written.
    if (service.cloudSql !== undefined && !declared.includes(service.cloudSql)) {
      if (nearest(service.cloudSql, declared) === database) return [];
    }
    const users = services.filter((other) => other.cloudSql === database).map(({ slug }) => slug);
    const fix = users.length === 0 ? "" : `, or name one that does: ${users.join(", ")}`;
    return [
      {
        file: catalogFile,
        field: `databases.${database}.owner`,
        message: `'${owner}' does not log in to it; set cloudSql to '${database}' in its entry${fix}`,
      },
    ];
  });
}

function replicaIssues({ regions: serving }: Environment, { replicas }: DatabaseSettings, file: string): Issue[] {
  return Object.entries(replicas)
    .filter(([, { region }]) => !Object.hasOwn(serving, region))
    .map(([replica, { region }]) => ({
      file,
      field: `cloudSql.replicas.${replica}.region`,
      message: `'${region}' is not one of regions (${Object.keys(serving).join(", ")}); add it there or name one of them`,
    }));
}

function rangeIssues(
  { primaryRegion }: Environment,
  { privateServicesRange: range, replicas }: DatabaseSettings,
  file: string,
): Issue[] {
  const count = new Set([primaryRegion, ...Object.values(replicas).map(({ region }) => region)]).size;
  const needed = regionPrefix - Math.ceil(Math.log2(count));
  if (prefixOf(range) <= needed) return [];
  const taken =
    count === 1 ? "the database takes" : `the database takes in ${count} regions, a /${regionPrefix} in each`;
  const message = `${range} is smaller than the /${needed} that ${taken}; widen it to /${needed}`;
  return [{ file, field: "cloudSql.privateServicesRange", message }];
}

/** Docker's range must not overlap with the database's range or with those of its clients, the services. */
function dockerIssues({ regions: serving }: Environment, database: DatabaseSettings, file: string): Issue[] {
  const ranges = [
    ...Object.entries(serving).map(([region, { subnetRange }]) => ({
      field: `regions.${region}.subnetRange`,
      range: subnetRange,
    })),
    { field: "cloudSql.privateServicesRange", range: database.privateServicesRange },
  ];
  return overlapping(ranges, [dockerRange]).map(([{ field, range }]) => ({
    file,
    field,
    message: `${range} overlaps ${dockerRange.range}, which Cloud SQL keeps for itself, so no service would reach the database; take another range`,
  }));
}

function backupIssues({ retainedBackups, pointInTimeRecoveryDays }: DatabaseSettings, file: string): Issue[] {
  return unmet([
    [
      pointInTimeRecoveryDays <= retainedBackups,
      {
        file,
        field: "cloudSql.retainedBackups",
        message: `${retainedBackups} daily backups do not reach back the ${pointInTimeRecoveryDays} days of pointInTimeRecoveryDays, whose logs are replayed onto one; raise it to ${pointInTimeRecoveryDays}`,
      },
    ],
  ]);
}

/** Daily backups for a month. */
export const retainedBackups = 30;

/** Settings that the database of a protected environment requires. */
export function protectedCloudSqlIssues({ cloudSql }: Environment, file: string): Issue[] {
  if (cloudSql === undefined) return [];
  const { retainedBackups: backups, pointInTimeRecoveryDays: days } = cloudSql;
  return unmet([
    [
      backups >= retainedBackups,
      {
        file,
        field: "cloudSql.retainedBackups",
        message: `${backups} are fewer than the ${retainedBackups} daily backups that a protected environment keeps; raise it to ${retainedBackups}`,
      },
    ],
    [
      days >= longestLogDays,
      {
        file,
        field: "cloudSql.pointInTimeRecoveryDays",
        message: `${days} are fewer than the ${longestLogDays} days back to which a protected environment can be set; raise it to ${longestLogDays}`,
      },
    ],
  ]);
}
