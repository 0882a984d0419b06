import { cloneInstance, lost, restoreBackup, restoreFirestore, rotateKeys } from "../google/by-hand";
import type { Change, Edit, Scenario } from "../scenario";

const project = "parley-audio-prod";
const [old, next] = ["parley-postgres-1", "parley-postgres-2"];
const restored = "restored-20270203";

const nextGeneration: Edit = ({ specs }) => {
  specs["prod"]!.cloudSql!.generation = 2;
};

/** Steps 3 and 4 of runbooks/restore-database.md, once the new instance exists. */
const moved = (from: string, to: string, edit: Edit): Change[] => {
  const section = (layer: "data" | "runtime", title: string): NonNullable<Change["sections"]>[number] => ({
    layer,
    page: "runbooks/restore-database.md",
    section: title,
    names: { OLD: from, NEW: to },
  });
  return [
    {
      edit,
      sections: [section("data", "3. Tell Terraform: data")],
      deploys: ["data"],
      does: { added: 0, destroyed: 0 },
    },
    {
      sections: [section("runtime", "4. Tell Terraform: runtime")],
      deploys: ["runtime"],
      does: { added: 0, destroyed: 0 },
    },
    { deploys: ["operations"], does: { added: 0, destroyed: 0 } },
    { deploys: ["foundation"], does: { added: 0, changed: 0, destroyed: 0 } },
  ];
};

/** Restores, as far as Terraform has a part in them. Objects of a bucket have none. */
export const restores: readonly Scenario[] = [
  {
    name: "database-restored-to-a-moment",
    what: "a clone of the database takes over, and the old instance again",
    environment: "prod",
    changes: [
      { happens: cloneInstance(project, old, next), deploys: [] },
      ...moved(old, next, nextGeneration),
      ...moved(next, old, ({ specs }) => {
        specs["prod"]!.cloudSql!.generation = 1;
      }),
    ],
  },
  {
    name: "deleted-database-restored-from-a-backup",
    what: "the instance is gone; its backup becomes the next one",
    environment: "prod",
    changes: [
      {
        happens: restoreBackup(project, old, next),
        deploys: [],
      },
      { happens: lost(`projects/${project}/instances/${old}`), deploys: [] },
      ...moved(old, next, nextGeneration),
    ],
  },
  {
    name: "firestore-restored",
    what: "a restored database takes over",
    environment: "prod",
    changes: [
      {
        happens: restoreFirestore(project, restored, { user_id: "CICAgOjXh4EK", session_id: "CICAgOjXh4EB" }),
        edit: ({ specs }) => {
          specs["prod"]!.firestore = {
            ...specs["prod"]!.firestore!,
            databaseId: restored,
            existing: "customer-managed",
          };
        },
        sections: [
          {
            layer: "data",
            page: "runbooks/restore-firestore.md",
            section: "3. Move the services",
            names: { RESTORED: restored },
          },
        ],
        commands: [
          {
            layer: "data",
            args: [
              "import",
              "google_firestore_index.Firestore_Collection-audio_sessions_Index-session_id-ascending-status-ascending_6E146E58",
              `projects/${project}/databases/${restored}/collectionGroups/audio_sessions/indexes/CICAgOjXh4EB`,
            ],
          },
        ],
        deploys: ["data"],
        // Two backup schedules and two expiry policies.
        does: { added: 4, changed: 1, destroyed: 0 },
      },
      { deploys: ["runtime", "operations"], does: { added: 0, destroyed: 0 } },
      { deploys: ["foundation"], does: { added: 0, changed: 0, destroyed: 0 } },
    ],
  },
  {
    name: "secret-deleted-and-made-again",
    what: "a whole secret was deleted, with its grants",
    environment: "prod",
    changes: [
      {
        happens: lost(`projects/${project}/secrets/suno-api-key`),
        edit: ({ specs }) => {
          specs["prod"]!.secretRotation.firstAt = "2027-03-01T09:00:00Z";
        },
        deploys: ["data"],
        does: { added: 1, changed: 0, destroyed: 0 },
      },
      { deploys: ["runtime"], does: { added: 1, changed: 0, destroyed: 0 } },
      { deploys: ["operations"], does: { added: 0, changed: 0, destroyed: 0 } },
    ],
  },
  {
    name: "older-state-restored",
    what: "a state is set back by one deploy, so it lacks a bucket that exists",
    environment: "prod",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.buckets["exports"] = { contents: "cache", expireAfterDays: 7 };
        },
        deploys: ["data"],
        // The bucket, and the bindings of the four roles that basic roles have on it.
        does: { added: 5, destroyed: 0 },
      },
      { olderState: ["data"], deploys: ["data"], refused: /already own it|already exists/ },
      {
        commands: [{ layer: "data", args: ["import", "google_storage_bucket.Exports", `${project}-exports`] }],
        deploys: ["data"],
        // The four bindings are set again as they are.
        does: { added: 4, destroyed: 0 },
      },
    ],
  },
  {
    name: "key-versions-rotated",
    what: "every key gets a new version, and the database is encrypted again under it",
    environment: "prod",
    changes: [
      {
        happens: rotateKeys,
        deploys: ["bootstrap", "foundation", "data", "runtime", "operations"],
        does: { added: 0, changed: 0, destroyed: 0 },
      },
    ],
  },
];
