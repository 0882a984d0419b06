import { addSecretVersion, putObjects } from "../google/by-hand";
import type { Scenario } from "../scenario";
import { retired, retiring, withoutBucket, withoutSecret } from "./edits";

const history = "parley-audio-prod-conversation-history";

const withoutHistory = retired(withoutBucket("conversation-history"));

/** Buckets and secrets. */
export const stores: readonly Scenario[] = [
  {
    name: "site-bucket-removed",
    what: "the bucket that the load balancer serves goes",
    environment: "dev",
    changes: [{ edit: withoutBucket("static-site") }],
  },
  {
    name: "cache-bucket-removed",
    what: "a cache that still has objects goes: nothing guards a cache, and Terraform deletes what is in it",
    environment: "prod",
    changes: [
      {
        happens: putObjects("parley-audio-prod-audio-cache", 3),
        edit: withoutBucket("audio-cache"),
      },
    ],
  },
  {
    name: "protected-site-bucket-removed",
    what: "the bucket that the load balancer serves goes from a protected environment: first its guard",
    environment: "prod",
    changes: [
      { edit: retiring({ buckets: { "static-site": "delete" } }) },
      { edit: retired(withoutBucket("static-site")) },
    ],
  },
  {
    name: "records-bucket-removed",
    what: "a bucket of records goes from a disposable environment, with its objects",
    environment: "dev",
    changes: [
      {
        happens: putObjects("parley-audio-dev-conversation-history", 3),
        edit: withoutBucket("conversation-history"),
      },
    ],
  },
  {
    name: "protected-bucket-removed",
    what: "a bucket of records goes from a protected environment, with its objects: first its guard",
    environment: "prod",
    changes: [
      {
        happens: putObjects(history, 3),
        edit: retiring({ buckets: { "conversation-history": "delete" } }),
        does: { added: 0, changed: 1, destroyed: 0 },
      },
      { edit: withoutHistory },
    ],
  },
  {
    name: "protected-bucket-removed-before-it-is-empty",
    what: "a bucket whose objects were to be moved still holds one, which is refused until it is gone",
    environment: "prod",
    changes: [
      {
        happens: putObjects(history, 1),
        edit: retiring({ buckets: { "conversation-history": "moved" } }),
      },
      { edit: withoutHistory, deploys: ["runtime"] },
      { deploys: ["data"], refused: /without `force_destroy` set to true/ },
      { happens: putObjects(history, 0), deploys: ["data"] },
    ],
  },
  {
    name: "retention-raised",
    what: "replaced objects, uploads, usage logs and the audit trail are kept for longer",
    environment: "prod",
    changes: [
      {
        edit: ({ specs }) => {
          const { retentionDays, audit } = specs["prod"]!;
          Object.assign(retentionDays, { noncurrentVersions: 120, uploads: 120, accessLogs: 500 });
          audit.retentionDays = 500;
        },
        does: { added: 0, destroyed: 0 },
      },
    ],
  },
  {
    name: "secret-added-and-removed",
    what: "a service gets another secret, and loses it again",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.secrets["mail-api-key"] = { description: "API key for mail" };
          catalog.services["rest"]!.secrets = { ...catalog.services["rest"]!.secrets, MAIL_API_KEY: "mail-api-key" };
        },
      },
      { edit: withoutSecret("mail-api-key") },
    ],
  },
  {
    name: "protected-secret-removed",
    what: "a secret of a protected environment goes: first its guard",
    environment: "prod",
    changes: [
      { edit: retiring({ secrets: ["suno-api-key"] }), does: { added: 0, changed: 1, destroyed: 0 } },
      { edit: retired(withoutSecret("suno-api-key")) },
    ],
  },
  {
    name: "protected-secret-removed-without-its-key",
    what: "a secret of a protected environment is removed at once, which Terraform refuses",
    environment: "prod",
    changes: [
      { edit: withoutSecret("suno-api-key"), deploys: ["data"], refused: /deletion_protection|prevent_destroy/ },
    ],
  },
  {
    name: "secret-rotated",
    what: "services read the next version of a secret, and the one before it again",
    environment: "prod",
    changes: [
      {
        happens: addSecretVersion("parley-audio-prod", "anthropic-api-key"),
        edit: ({ specs }) => {
          specs["prod"]!.secretVersions = { "anthropic-api-key": 2 };
        },
        does: { added: 0, changed: 1, destroyed: 0 },
      },
      {
        edit: ({ specs }) => {
          specs["prod"]!.secretVersions = {};
        },
        does: { added: 0, changed: 1, destroyed: 0 },
      },
    ],
  },
];
