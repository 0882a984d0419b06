import { retainedBackups as leastBackups } from "./rules";
import { unmet } from "../../contract/unmet";
import { blocksAt, ofType, onEach, type Attributes, type Policy } from "../../policies/policy";

const instance = ofType("google_sql_database_instance");
const isReplica = (attributes: Attributes): boolean => attributes.master_instance_name !== undefined;

export const cloudSqlPolicies: readonly Policy[] = [
  onEach("database-private", instance, ({ attributes }) => {
    const [ip] = blocksAt(attributes, "settings", "ip_configuration");
    return unmet([
      [ip?.ipv4_enabled === false, "has a public address; set ip_configuration.ipv4_enabled to false"],
      [
        ip?.ssl_mode === "ENCRYPTED_ONLY" || ip?.ssl_mode === "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
        "takes connections in the clear; set ip_configuration.ssl_mode to ENCRYPTED_ONLY",
      ],
    ]);
  }),
  onEach("database-edition", instance, ({ attributes }) =>
    blocksAt(attributes, "settings")[0]?.edition === "ENTERPRISE"
      ? undefined
      : "leaves the edition to Google, which refuses db-custom tiers from PostgreSQL 16 on; set settings.edition to ENTERPRISE",
  ),
  onEach("database-disk", instance, ({ attributes }) => {
    const ignored = blocksAt(attributes, "lifecycle").flatMap(({ ignore_changes }) => ignore_changes as string[]);
    return isReplica(attributes) || ignored.includes("settings[0].disk_size")
      ? undefined
      : "would be replaced after its disk has grown; add settings[0].disk_size to lifecycle.ignore_changes";
  }),
  onEach("database-user", ofType("google_sql_user"), ({ attributes }) =>
    String(attributes.type).startsWith("CLOUD_IAM_") && !("password" in attributes)
      ? undefined
      : "has a password, which lies in the state; make it a CLOUD_IAM_SERVICE_ACCOUNT user",
  ),
  onEach("protected-database", instance, ({ attributes }, { protection }) => {
    if (protection === "disposable" || isReplica(attributes)) return undefined;
    const [settings] = blocksAt(attributes, "settings");
    const [backup] = blocksAt(attributes, "settings", "backup_configuration");
    const [retention] = blocksAt(attributes, "settings", "backup_configuration", "backup_retention_settings");
    return unmet([
      [settings?.availability_type === "REGIONAL", "is gone with its zone; set availability_type to REGIONAL"],
      [
        backup?.enabled === true && Number(retention?.retained_backups) >= leastBackups,
        `keeps fewer than ${leastBackups} daily backups; set backup_configuration`,
      ],
      [
        settings?.retain_backups_on_delete === true,
        "takes its backups along when it is deleted; set settings.retain_backups_on_delete",
      ],
      [
        backup?.point_in_time_recovery_enabled === true,
        "loses up to a day; set backup_configuration.point_in_time_recovery_enabled",
      ],
    ]);
  }),
];
