import type { Scenario } from "../scenario";
import { retired, retiring, secondRegion, undone, withoutCloudSql, withoutFirestore, withRegion } from "./edits";

const noCloudSql = undone(withoutCloudSql("dev"));
const noFirestore = undone(withoutFirestore("dev"));
const logical = "google_sql_database.Database_Logical-clone_EF352C9F";
const users = { Gateway: "78B836DC", Realtime: "312D568E" };

/** Cloud SQL and Firestore. */
export const databases: readonly Scenario[] = [
  {
    name: "logical-database-removed-and-added",
    what: "Terraform forgets a logical database and its users, and takes them up again",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.databases = { production: catalog.databases["production"]! };
          for (const service of ["gateway", "realtime"]) delete catalog.services[service]!.cloudSql;
        },
      },
      {
        edit: ({ catalog }) => {
          catalog.databases["clone"] = { owner: "gateway" };
          for (const service of ["gateway", "realtime"]) catalog.services[service]!.cloudSql = "clone";
        },
        deploys: ["data", "runtime"],
        refused: /already exists|a user exists with the same name/,
      },
      {
        commands: [
          { layer: "data", args: ["import", logical, "parley-audio-dev/parley-postgres-1/clone"] },
          ...Object.entries(users).map(([service, hash]) => ({
            layer: "runtime" as const,
            args: [
              "import",
              `google_sql_user.${service}_Identity_DatabaseUser_${hash}`,
              `parley-audio-dev/parley-postgres-1/${service.toLowerCase()}-service@parley-audio-dev.iam`,
            ],
          })),
        ],
        deploys: ["data", "runtime", "operations"],
      },
    ],
  },
  {
    name: "cloud-sql-removed-and-added",
    what: "a disposable environment gives up Cloud SQL, and gets it again under the next name",
    environment: "dev",
    changes: [
      { edit: noCloudSql.edit },
      {
        edit: (entries) => {
          noCloudSql.undo(entries);
          entries.specs["dev"]!.cloudSql!.generation = 2;
        },
      },
    ],
  },
  {
    name: "protected-cloud-sql-removed",
    what: "a protected environment gives up Cloud SQL: first its guards",
    environment: "prod",
    changes: [
      { edit: retiring({ cloudSql: true }), does: { added: 0, destroyed: 0 } },
      { edit: retired(withoutCloudSql("prod")) },
    ],
  },
  {
    name: "protected-replica-added-and-removed",
    what: "a replica in a second region with a key of its own there, and without it again",
    environment: "prod",
    changes: [
      {
        edit: (entries) => {
          withRegion("prod")(entries);
          entries.specs["prod"]!.cloudSql!.replicas = {
            europe: { region: secondRegion, tier: "db-custom-8-32768", generation: 1 },
          };
        },
      },
      { edit: retiring({ replicas: ["europe"] }), does: { added: 0, destroyed: 0 } },
      {
        edit: retired(({ specs }) => {
          specs["prod"]!.cloudSql!.replicas = {};
        }),
      },
    ],
  },
  {
    name: "database-resized",
    what: "another machine, more backups and more connections, in place",
    environment: "prod",
    changes: [
      {
        edit: ({ specs }) => {
          Object.assign(specs["prod"]!.cloudSql!, { tier: "db-custom-16-65536", retainedBackups: 60 });
        },
        does: { added: 0, changed: 1, destroyed: 0 },
      },
    ],
  },
  {
    name: "index-changed",
    what: "an index is added, another one gets other fields, and the expiry moves to another field",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.collections["audio_sessions"]!.indexes!.push([
            { field: "user_id", order: "ASCENDING" },
            { field: "status", order: "ASCENDING" },
          ]);
        },
        does: { added: 1, changed: 0, destroyed: 0 },
      },
      {
        edit: ({ catalog }) => {
          catalog.collections["audio_sessions"]!.indexes![2]![1]!.order = "DESCENDING";
        },
        // An index has no name of its own, so the new one can exist beside the old.
        deploys: ["data"],
        does: { added: 1, changed: 0, destroyed: 1 },
      },
      {
        edit: ({ catalog }) => {
          catalog.collections["sessions"]!.expiryField = "delete_at";
        },
        deploys: ["data"],
        does: { added: 1, changed: 0, destroyed: 1 },
      },
    ],
  },
  {
    name: "collection-removed",
    what: "a collection of a protected environment goes without a guard, its documents stay",
    environment: "prod",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.collections = {};
        },
        does: { added: 0, changed: 0, destroyed: 4 },
      },
    ],
  },
  {
    name: "firestore-removed-and-added",
    what: "a disposable environment gives up Firestore, and gets it again under the same name",
    environment: "dev",
    changes: [{ edit: noFirestore.edit }, { edit: noFirestore.undo }],
  },
  {
    name: "protected-firestore-removed",
    what: "a protected environment gives up Firestore: first its guards",
    environment: "prod",
    changes: [
      { edit: retiring({ firestore: true }), does: { added: 0, changed: 1, destroyed: 0 } },
      { edit: retired(withoutFirestore("prod")) },
    ],
  },
];
