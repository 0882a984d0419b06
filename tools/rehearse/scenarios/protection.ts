import type { Edit, Scenario } from "../scenario";
import { smallProd, withServicesOnly } from "./edits";

const withKeys: Edit = ({ specs }) => {
  specs["dev"]!.encryption = "customer-managed";
};

const smallDev = withServicesOnly("dev", "media", "rest");

const smallDevWithKeys: Edit = (entries) => {
  smallDev(entries);
  withKeys(entries);
};

/** What the contract requires of a protected environment beside the word itself. */
const isProtected: Edit = ({ specs }) => {
  const dev = specs["dev"]!;
  dev.protection = "protected";
  dev.audit.retentionDays = 400;
  dev.cloudSql = {
    ...dev.cloudSql!,
    retainedBackups: 30,
    pointInTimeRecoveryDays: 7,
    recovery: { rpoMinutes: 5, rtoMinutes: 120 },
  };
  dev.firestore = {
    ...dev.firestore!,
    pointInTimeRecovery: true,
    backups: { dailyDays: 7, weeklyDays: 28 },
    recovery: { rpoMinutes: 1, rtoMinutes: 120 },
  };
  // The catalog's images are given by digest.
  for (const service of Object.values(dev.services)) delete service.image;
};

const layersBackwards = ["operations", "runtime", "data", "foundation"] as const;

export const protection: readonly Scenario[] = [
  {
    name: "environment-protected-and-disposable-again",
    what: "a disposable environment with keys of its own becomes protected, and disposable again",
    environment: "dev",
    first: smallDevWithKeys,
    changes: [
      { edit: isProtected },
      {
        edit: ({ specs }) => {
          specs["dev"]!.protection = "disposable";
        },
      },
    ],
  },
  {
    name: "encryption-refused-where-protected",
    what: "an environment without keys of its own cannot become protected",
    environment: "dev",
    first: smallDev,
    changes: [{ edit: isProtected, refusedBySynth: /a protected environment encrypts with keys of its own/ }],
  },
  {
    name: "encryption-added",
    what: "a disposable environment gets keys of its own: its layers are destroyed, and made again with them",
    environment: "dev",
    first: smallDev,
    changes: [
      {
        edit: (entries) => {
          withKeys(entries);
          // Google keeps the name of the deleted instance for a week.
          entries.specs["dev"]!.cloudSql!.generation = 2;
        },
        destroys: layersBackwards,
        deploys: ["bootstrap", "foundation", "data", "runtime", "operations"],
      },
    ],
  },
  {
    name: "protected-environment-destroyed",
    what: "a protected environment goes: first all its guards, then its layers",
    environment: "prod",
    first: smallProd,
    changes: [
      {
        edit: ({ specs }) => {
          specs["prod"]!.retiring = { environment: true };
        },
        deploys: ["foundation", "data", "runtime", "operations"],
      },
      {
        commands: [{ layer: "foundation", args: ["state", "rm", "google_storage_bucket.AuditTrail_Bucket_56525616"] }],
        destroys: layersBackwards,
      },
    ],
  },
];
