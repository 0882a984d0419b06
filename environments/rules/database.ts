import type { DatabaseSettings } from "../database";
import type { Environment } from "../environment";
import type { Fault } from "../fault";
import { regions } from "../regions";
import { nearest } from "../schema-faults";
import { overlapping } from "./network";
import { platformFile, type Rule } from "./rule";

/** Google, "Learn about using private IP" (Cloud SQL): a /24 for each region. */
const regionPrefix = 24;
/** Google, "Learn about using private IP" (Cloud SQL): in Docker's bridge network no instance is reached, and from it none either. */
const dockerRange = { field: "", range: "172.17.0.0/16" };
/** Google, "Set a custom location for backups" (Cloud SQL). */
const multiRegions = ["us", "eu", "asia"];

/** The database fits the services that use it, and Google can make it where and as large as it is described. */
export const databaseFaults: Rule = ({ environment, file }) => [
  ...missingFaults(environment, file),
  ...ownerFaults(environment),
  ...(environment.database === undefined
    ? []
    : [
        ...replicaFaults(environment, environment.database, file),
        ...rangeFaults(environment, environment.database, file),
        ...dockerFaults(environment, environment.database, file),
        ...backupFaults(environment.database, file),
      ]),
];

function missingFaults({ services, database, name }: Environment, file: string): Fault[] {
  if (database !== undefined) return [];
  return services
    .filter((service) => service.database !== undefined)
    .map((service) => ({
      file: platformFile,
      field: `services.${service.key}.database`,
      message: `is '${service.database}', but environment '${name}' has no database; give it database in ${file}, or remove database`,
    }));
}

/** Whoever migrates a schema has to log in to its database. */
function ownerFaults({ databases, services }: Environment): Fault[] {
  return Object.entries(databases).flatMap(([database, { owner }]) => {
    const service = services.find(({ key }) => key === owner);
    if (service === undefined || service.database === database) return [];
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
  if (Number(range.split("/")[1]) <= needed) return [];
  const taken =
    count === 1 ? "the database takes" : `the database takes in ${count} regions, a /${regionPrefix} in each`;
  const message = `${range} is smaller than the /${needed} that ${taken}; widen it to /${needed}`;
  return [{ file, field: "database.privateServicesRange", message }];
}

/** The database's own range and those of its clients, which are the services. */
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

function backupFaults(
  { backupLocation, retainedBackups, pointInTimeRecoveryDays }: DatabaseSettings,
  file: string,
): Fault[] {
  const faults: Fault[] = [];
  if (pointInTimeRecoveryDays > retainedBackups) {
    faults.push({
      file,
      field: "database.retainedBackups",
      message: `${retainedBackups} daily backups do not reach back the ${pointInTimeRecoveryDays} days of pointInTimeRecoveryDays, whose logs are replayed onto one; raise it to ${pointInTimeRecoveryDays}`,
    });
  }
  const field = "database.backupLocation";
  if (!backupLocation.includes("-")) {
    if (!multiRegions.includes(backupLocation)) {
      const message = `'${backupLocation}' is no location for backups; name a region, or one of ${multiRegions.join(", ")}`;
      faults.push({ file, field, message });
    }
  } else if (!regions.includes(backupLocation)) {
    const match = nearest(backupLocation, regions);
    const fix = match === undefined ? "add a new one to environments/regions.ts" : `did you mean '${match}'?`;
    faults.push({ file, field, message: `'${backupLocation}' is no region of Google Cloud; ${fix}` });
  }
  return faults;
}
