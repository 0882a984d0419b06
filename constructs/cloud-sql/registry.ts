import { blocksAt, lastSegment } from "../../policies/policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  // Not cloudsql.viewer, which may export the database to any bucket that accepts it.
  plan: [
    "cloudsql.databases.get",
    "cloudsql.databases.list",
    "cloudsql.instances.get",
    "cloudsql.instances.list",
    "cloudsql.users.get",
    "cloudsql.users.list",
  ],
  apply: ["roles/cloudsql.admin"],
};

export const cloudSqlTypes: ResourceTypes = {
  google_sql_database: {
    api: "sqladmin",
    rights: rights,
    holds: "data",
    refersTo: ["google_sql_database_instance"],
    deletionInUse: "allowed",
    encryption: { none: "its instance's key encrypts it" },
    preventDestroy: true,
    guards: { none: "the product has no deletion protection of a single database" },
    audit: { none: "entries are written for its instance" },
    recovery: ["Cloud SQL for PostgreSQL"],
    alerts: ["database-down"],
    cost: "database/",
  },
  google_sql_database_instance: {
    api: "sqladmin",
    rights: rights,
    holds: "data",
    refersTo: ["google_sql_database_instance"],
    deletionInUse: {
      refused: 'Google, "Delete instances" (Cloud SQL): not while it has replicas',
      createBeforeDestroy: { none: "its name is permanent, and its replicas go with it" },
    },
    links: [
      {
        names: (instance) =>
          blocksAt(instance, "settings", "ip_configuration").map(({ private_network }) => lastSegment(private_network)),
        to: "google_compute_network",
        as: "name",
      },
      {
        names: (instance) =>
          blocksAt(instance, "settings", "ip_configuration").map(({ allocated_ip_range }) => allocated_ip_range),
        to: "google_compute_global_address",
        as: "name",
      },
    ],
    encryption: {
      argument: "encryption_key_name",
      agent: "cloudSql",
      // The primary's key is in the primary region, a replica's in its own region.
      keys: { database: ({ cloudSql }) => cloudSql !== undefined },
    },
    preventDestroy: true,
    guards: [
      {
        argument: "deletion_protection",
        keeps: (value) => value !== false,
        lowered: false,
        protected: { value: true, against: "terraform" },
      },
      {
        argument: "settings.deletion_protection_enabled",
        keeps: (value) => value === true,
        lowered: false,
        protected: { value: true, against: "google" },
      },
    ],
    audit: "cloudsql",
    recovery: ["Cloud SQL for PostgreSQL"],
    alerts: ["database-down"],
    cost: "database/",
  },
  google_sql_user: {
    api: "sqladmin",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_service_account"],
    deletionInUse: "allowed",
    links: [{ names: ({ instance }) => [instance], to: "google_sql_database_instance", as: "name" }],
  },
};
