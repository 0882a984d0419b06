import { describe, expect, test } from "vitest";
import { resolved, stackJson } from "../support/stacks";
import type { Attributes } from "../support/synth";

const environments = ["dev", "staging", "prod"] as const;
type Name = (typeof environments)[number];

const project: Record<Name, string> = {
  dev: "parley-audio-dev",
  staging: "parley-audio-staging",
  prod: "parley-audio-prod",
};

const buckets = (name: Name): Attributes[] => Object.values(stackJson(`${name}-data`).all("google_storage_bucket"));

function bucket(name: Name, key: string): Attributes {
  const found = buckets(name).filter((one) => one.name === `${project[name]}-${key}`);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** Lifecycle deletions of objects, without the rule for unfinished uploads. */
const deletions = (one: Attributes): Attributes[] =>
  (one.lifecycle_rule as Attributes[])
    .filter(({ action }) => action.type === "Delete")
    .map(({ condition }) => condition as Attributes);

/** Grants on a bucket: role and member. */
const grantsOn = (name: Name, key: string): [string, string][] =>
  ["data", "runtime"].flatMap((layer) => {
    const stack = stackJson(`${name}-${layer}`);
    return Object.values(stack.all("google_storage_bucket_iam_member"))
      .filter(({ bucket: one }) => resolved(stack, one) === `${project[name]}-${key}`)
      .map(({ role, member }): [string, string] => [role, resolved(stack, member)]);
  });

const account = (name: Name, id: string): string => `serviceAccount:${id}@${project[name]}.iam.gserviceaccount.com`;

const caches = ["conversation-cache", "audio-cache"];
const versioned = [
  "assets",
  "conversation-history",
  "documents",
  "face-models",
  "static-site",
  "uploads",
  "voice-models",
];

describe("caches", () => {
  test("R-001 the conversation cache has its exact name, region and class, and nobody can make it public", () => {
    for (const name of environments) {
      const one = bucket(name, "conversation-cache");
      expect(one.name).toBe(`parley-audio-${name}-conversation-cache`);
      expect(one.location).toBe("us-central1");
      expect(one.storage_class).toBe("STANDARD");
      expect(one.uniform_bucket_level_access).toBe(true);
      expect(one.public_access_prevention).toBe("enforced");
    }
  });

  test("R-004 the audio cache is a second bucket with every setting of the conversation cache", () => {
    for (const name of environments) {
      const settings = caches.map((key) =>
        Object.fromEntries(
          Object.entries(bucket(name, key)).filter(([setting]) => !["name", "logging", "//"].includes(setting)),
        ),
      );
      expect(bucket(name, "audio-cache").name).toBe(`parley-audio-${name}-audio-cache`);
      expect(bucket(name, "audio-cache").storage_class).toBe("STANDARD");
      expect(bucket(name, "audio-cache").location).toBe("us-central1");
      // Customer-managed encryption is the tenth, where the environment has it.
      expect(Object.keys(settings[0]!)).toHaveLength(name === "dev" ? 9 : 10);
      expect(settings[1]).toEqual(settings[0]);
    }
  });

  test("R-002 R-003 caches delete objects at 30 days and keep nothing after", () => {
    for (const name of environments) {
      for (const key of caches) {
        const one = bucket(name, key);
        expect(deletions(one)).toEqual([{ age: 30 }]);
        expect(one.versioning).toEqual({ enabled: false });
        expect(one.soft_delete_policy).toEqual({ retention_duration_seconds: 0 });
      }
    }
  });
});

describe("content that cannot be made again", () => {
  test("R-005 the models have two versioned, private buckets that no person's or service's grant opens", () => {
    for (const name of environments) {
      for (const key of ["voice-models", "face-models"]) {
        const one = bucket(name, key);
        expect(one.versioning).toEqual({ enabled: true });
        expect(one.uniform_bucket_level_access).toBe(true);
        expect(one.public_access_prevention).toBe("enforced");
        const others = grantsOn(name, key).filter(([, member]) => !/^principal:.*\.svc\.id\.goog\//.test(member));
        expect(others).toEqual([]);
      }
    }
  });

  test("R-006 the API gateway reads and writes documents, the WebSocket server reads them, nobody else does either", () => {
    for (const name of environments) {
      expect(bucket(name, "documents").versioning).toEqual({ enabled: true });
      expect(grantsOn(name, "documents")).toEqual([
        ["roles/storage.objectUser", account(name, "gateway-service")],
        ["roles/storage.objectViewer", account(name, "realtime-service")],
      ]);
    }
  });

  test("R-007 the WebSocket server adds transcripts, and the environment says how long they stay", () => {
    for (const [name, days] of [
      ["dev", 30],
      ["staging", 90],
      ["prod", 365],
    ] as const) {
      const one = bucket(name, "conversation-history");
      expect(one.versioning).toEqual({ enabled: true });
      expect(deletions(one)[0]).toEqual({ age: days });
      expect(grantsOn(name, "conversation-history")).toEqual([
        ["roles/storage.objectCreator", account(name, "realtime-service")],
      ]);
    }
  });

  test("R-009 every bucket of records or of the site is versioned, and the caches and logs alone are not", () => {
    for (const name of environments) {
      const keys = (enabled: boolean): string[] =>
        buckets(name)
          .filter(({ versioning }) => versioning.enabled === enabled)
          .map((one) => (one.name as string).replace(`${project[name]}-`, ""))
          .sort();
      expect(keys(true)).toEqual(versioned);
      expect(keys(false)).toEqual(["access-logs", "audio-cache", "conversation-cache"]);
    }
  });

  test("R-010 the media service gets the name of its versioned asset bucket and may use what is in it", () => {
    for (const name of environments) {
      expect(bucket(name, "assets").versioning).toEqual({ enabled: true });
      const media = Object.values(stackJson(`${name}-runtime`).all("google_cloud_run_v2_service")).filter(
        ({ labels }) => labels.service === "media",
      );
      expect(media).toHaveLength(1);
      expect(media[0]!.template.containers[0].env).toContainEqual({
        name: "GCS_BUCKET_NAME",
        value: `parley-audio-${name}-assets`,
      });
      expect(grantsOn(name, "assets")).toEqual([["roles/storage.objectUser", account(name, "media-service")]]);
    }
  });
});

describe("retention", () => {
  test("R-008 every bucket cleans itself up, and replaced versions go after the environment's days", () => {
    for (const [name, days] of [
      ["dev", 7],
      ["staging", 30],
      ["prod", 90],
    ] as const) {
      expect(buckets(name)).toHaveLength(10);
      for (const one of buckets(name)) {
        expect(one.lifecycle_rule).toContainEqual({
          action: { type: "AbortIncompleteMultipartUpload" },
          condition: { age: 7 },
        });
      }
      for (const key of versioned) {
        expect(deletions(bucket(name, key))).toContainEqual({
          days_since_noncurrent_time: days,
          with_state: "ARCHIVED",
        });
      }
    }
  });

  test("R-012 personal data stays shortest in dev and longest in prod", () => {
    const ages = (key: string): number[] => environments.map((name) => deletions(bucket(name, key))[0]!.age as number);
    expect(ages("conversation-history")).toEqual([30, 90, 365]);
    expect(ages("uploads")).toEqual([7, 30, 90]);
    expect(ages("access-logs")).toEqual([7, 30, 400]);
    // Nothing else is deleted while it is current, except the caches at their fixed 30 days.
    for (const name of environments) {
      const aged = buckets(name)
        .filter((one) => deletions(one).some(({ age }) => age !== undefined))
        .map((one) => (one.name as string).replace(`${project[name]}-`, ""))
        .sort();
      expect(aged).toEqual(["access-logs", "audio-cache", "conversation-cache", "conversation-history", "uploads"]);
    }
  });
});

describe("static content", () => {
  test("R-011 the CDN's origin is a private bucket that only the load balancer's agent may read", () => {
    for (const [name, number] of [
      ["dev", "100000000001"],
      ["staging", "100000000002"],
      ["prod", "100000000003"],
    ] as const) {
      const backend = Object.values(stackJson(`${name}-runtime`).all("google_compute_backend_bucket")).find(
        ({ bucket_name }) => bucket_name === `parley-audio-${name}-static-site`,
      )!;
      expect(backend.enable_cdn).toBe(true);
      expect(bucket(name, "static-site").public_access_prevention).toBe("enforced");
      expect(grantsOn(name, "static-site")).toEqual([
        ["roles/storage.objectViewer", `serviceAccount:service-${number}@https-lb.iam.gserviceaccount.com`],
      ]);
    }
  });
});
